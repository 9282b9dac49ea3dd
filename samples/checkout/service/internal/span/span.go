// Package span times the parts of a request, so that a budget by component
// can be held against figures of the service itself.
package span

import (
	"sort"
	"sync/atomic"
	"time"
)

// Part is a component of the work on POST /checkout.
type Part int

// The parts in the order a request meets them.
const (
	Parse Part = iota
	Pricing
	Store
	Encode
	parts
)

func (p Part) String() string {
	return [parts]string{"Parse the cart", "Pricing and delivery", "Stock and journal", "Encode the receipt"}[p]
}

const kept = 1 << 17

type series struct {
	n  atomic.Uint64
	ns [kept]atomic.Int64
}

// Recorder keeps the latest durations of every part.
type Recorder struct{ s [parts]series }

// Timer measures consecutive parts of one request.
type Timer struct {
	r    *Recorder
	last time.Time
}

// Start begins the first part.
func (r *Recorder) Start() Timer { return Timer{r, time.Now()} }

// Done ends a part and begins the next.
func (t *Timer) Done(p Part) {
	now := time.Now()
	s := &t.r.s[p]
	s.ns[(s.n.Add(1)-1)%kept].Store(int64(now.Sub(t.last)))
	t.last = now
}

// Reset forgets what was measured.
func (r *Recorder) Reset() {
	for p := range r.s {
		r.s[p].n.Store(0)
	}
}

// Quantiles are exact order statistics of one part, in nanoseconds.
type Quantiles struct {
	Name          string
	N             int
	P50, P90, P99 int64
}

// Quantiles reports every part.
func (r *Recorder) Quantiles() []Quantiles {
	var out []Quantiles
	for p := range r.s {
		n := int(r.s[p].n.Load())
		if n > kept {
			n = kept
		}
		ns := make([]int64, n)
		for i := range ns {
			ns[i] = r.s[p].ns[i].Load()
		}
		sort.Slice(ns, func(i, j int) bool { return ns[i] < ns[j] })
		q := Quantiles{Name: Part(p).String(), N: n}
		if n > 0 {
			q.P50, q.P90, q.P99 = ns[rank(n, 50)], ns[rank(n, 90)], ns[rank(n, 99)]
		}
		out = append(out, q)
	}
	return out
}

// rank is the index of the nearest-rank percentile.
func rank(n, percent int) int { return (n*percent+99)/100 - 1 }
