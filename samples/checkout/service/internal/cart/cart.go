// Package cart reads what a customer wants to buy.
package cart

import (
	"encoding/json"
	"errors"
	"fmt"
)

// MaxLines bounds the work one request can ask for.
const MaxLines = 100

// Cart is the body of POST /checkout.
type Cart struct {
	Customer string `json:"customer"`
	Country  string `json:"country"`
	Postcode string `json:"postcode"`
	Coupon   string `json:"coupon"`
	Lines    []Line `json:"lines"`
}

// Line is one position of a cart.
type Line struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"qty"`
}

var (
	errEmpty = errors.New("cart: no lines")
	errLong  = errors.New("cart: too many lines")
	errSKU   = errors.New("cart: malformed SKU")
)

// Parse reads and checks a cart.
func Parse(body []byte) (Cart, error) {
	var c Cart
	if err := json.Unmarshal(body, &c); err != nil {
		return Cart{}, fmt.Errorf("cart: %w", err)
	}
	if len(c.Lines) == 0 {
		return Cart{}, errEmpty
	}
	if len(c.Lines) > MaxLines {
		return Cart{}, errLong
	}
	for _, l := range c.Lines {
		if _, err := ParseSKU(l.SKU); err != nil {
			return Cart{}, err
		}
		if l.Quantity < 1 || l.Quantity > 999 {
			return Cart{}, fmt.Errorf("cart: quantity %d of %s", l.Quantity, l.SKU)
		}
	}
	return c, nil
}

// ParseSKU reads "P-000123-7": a number of six digits and its check digit.
func ParseSKU(s string) (int, error) {
	if len(s) != 10 || s[0] != 'P' || s[1] != '-' || s[8] != '-' {
		return 0, errSKU
	}
	n, sum := 0, 0
	for i := 2; i < 8; i++ {
		d := int(s[i]) - '0'
		if d < 0 || d > 9 {
			return 0, errSKU
		}
		n = n*10 + d
		sum += d * i
	}
	if int(s[9])-'0' != sum%10 {
		return 0, errSKU
	}
	return n, nil
}

// FormatSKU is the inverse of ParseSKU.
func FormatSKU(n int) string {
	b := []byte("P-000000-0")
	sum := 0
	for i := 7; i >= 2; i-- {
		d := n % 10
		n /= 10
		b[i] = byte('0' + d)
		sum += d * i
	}
	b[9] = byte('0' + sum%10)
	return string(b)
}
