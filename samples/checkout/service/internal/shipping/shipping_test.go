package shipping

import (
	"testing"

	"checkout/internal/money"
)

func TestRate(t *testing.T) {
	for _, c := range []struct {
		country, postcode string
		goods, want       money.Pence
		ok                bool
	}{
		{"GB", "EC1A 1BB", 4999, 395, true},
		{"GB", "EC1A1BB", 5000, 0, true},
		{"GB", "M1 1AE", 100, 395, true},
		{"GB", "ZE1 0AA", 9000, 1495, true},
		{"GB", "12345", 100, 0, false},
		{"GB", "EC1A 1BBB", 100, 0, false},
		{"XX", "EC1A 1BB", 100, 0, false},
	} {
		got, err := Rate(c.country, c.postcode, c.goods)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("Rate(%q, %q, %d) = %d, %v", c.country, c.postcode, c.goods, got, err)
		}
	}
}
