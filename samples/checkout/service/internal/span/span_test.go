package span

import "testing"

func TestQuantiles(t *testing.T) {
	r := &Recorder{}
	for i := 100; i >= 1; i-- {
		r.s[Pricing].ns[100-i].Store(int64(i))
	}
	r.s[Pricing].n.Store(100)
	q := r.Quantiles()[Pricing]
	if q.N != 100 || q.P50 != 50 || q.P90 != 90 || q.P99 != 99 {
		t.Errorf("Quantiles = %+v", q)
	}
	r.Reset()
	if q := r.Quantiles()[Pricing]; q.N != 0 {
		t.Errorf("after Reset: %+v", q)
	}
}

func TestTimer(t *testing.T) {
	r := &Recorder{}
	timer := r.Start()
	timer.Done(Parse)
	timer.Done(Pricing)
	if q := r.Quantiles(); q[Parse].N != 1 || q[Pricing].N != 1 || q[Store].N != 0 {
		t.Errorf("Quantiles = %+v", q)
	}
}
