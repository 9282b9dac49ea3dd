package money

import "testing"

func TestAppendAndParse(t *testing.T) {
	for _, c := range []struct {
		p Pence
		s string
	}{{0, "0.00"}, {5, "0.05"}, {1234, "12.34"}, {100000, "1000.00"}} {
		if got := string(c.p.AppendTo(nil)); got != c.s {
			t.Errorf("AppendTo(%d) = %q, want %q", c.p, got, c.s)
		}
		if got, err := Parse(c.s); err != nil || got != c.p {
			t.Errorf("Parse(%q) = %d, %v, want %d", c.s, got, err, c.p)
		}
	}
	if got := string(Pence(-1234).AppendTo(nil)); got != "-12.34" {
		t.Errorf("AppendTo(-1234) = %q", got)
	}
	for _, s := range []string{"", "12", "1.2", "a.00", "1.b0", "12,34"} {
		if _, err := Parse(s); err == nil {
			t.Errorf("Parse(%q) succeeded", s)
		}
	}
}
