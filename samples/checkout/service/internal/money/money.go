// Package money counts in pence, so that no sum is ever rounded twice.
package money

import (
	"errors"
	"strconv"
)

// Pence is an amount of money.
type Pence int64

// AppendTo appends the amount as pounds with two decimals: 1234 is "12.34".
func (p Pence) AppendTo(b []byte) []byte {
	if p < 0 {
		b = append(b, '-')
		p = -p
	}
	b = strconv.AppendInt(b, int64(p/100), 10)
	rest := byte(p % 100)
	return append(b, '.', '0'+rest/10, '0'+rest%10)
}

// Share is the given number of hundredths of a per cent of p, rounded half up.
func (p Pence) Share(basisPoints int64) Pence {
	return Pence((int64(p)*basisPoints + 5000) / 10000)
}

var errAmount = errors.New("money: want pounds with two decimals, as in 12.34")

// Parse reads what AppendTo writes.
func Parse(s string) (Pence, error) {
	n := len(s)
	if n < 4 || s[n-3] != '.' {
		return 0, errAmount
	}
	pounds, err := strconv.ParseUint(s[:n-3], 10, 40)
	if err != nil {
		return 0, errAmount
	}
	pence, err := strconv.ParseUint(s[n-2:], 10, 8)
	if err != nil {
		return 0, errAmount
	}
	return Pence(pounds*100 + pence), nil
}
