// Package pricing turns a cart into amounts: quantity discounts, coupons,
// delivery and VAT.
package pricing

import (
	"errors"
	"fmt"

	"checkout/internal/cart"
	"checkout/internal/catalog"
	"checkout/internal/money"
	"checkout/internal/shipping"
)

// Line is one priced position.
type Line struct {
	SKU      string
	Name     string
	Quantity int
	Unit     money.Pence
	Total    money.Pence
}

// Quote is what the customer pays, and for what.
type Quote struct {
	Lines    []Line
	Goods    money.Pence
	Discount money.Pence
	Delivery money.Pence
	VAT      money.Pence
	Total    money.Pence
}

// basis points off a line from this quantity on
var quantityTiers = []struct {
	from int
	off  int64
}{{100, 1500}, {25, 1000}, {10, 500}}

// basis points off the goods by coupon
var coupons = map[string]int64{
	"SPRING10": 1000, "SUMMER05": 500, "WELCOME": 1500, "STAFF25": 2500,
}

// basis points of VAT by category: children's goods and books are free of it
var vatByCategory = [12]int64{2000, 2000, 2000, 0, 2000, 500, 2000, 2000, 0, 2000, 2000, 2000}

var errCoupon = errors.New("pricing: unknown coupon")

func lineTotal(unit money.Pence, quantity int) money.Pence {
	total := unit * money.Pence(quantity)
	for _, t := range quantityTiers {
		if quantity >= t.from {
			return total - total.Share(t.off)
		}
	}
	return total
}

// priceLines prices each position and sums goods and VAT.
func priceLines(c *cart.Cart, s *catalog.Snapshot, off int64) (Quote, error) {
	q := Quote{Lines: make([]Line, 0, len(c.Lines))}
	for _, l := range c.Lines {
		p, ok := s.Lookup(l.SKU)
		if !ok {
			return Quote{}, fmt.Errorf("pricing: no product %q", l.SKU)
		}
		total := lineTotal(p.Price, l.Quantity)
		q.Goods += total
		q.VAT += (total - total.Share(off)).Share(vatByCategory[p.Category])
		q.Lines = append(q.Lines, Line{p.SKU, p.Name, l.Quantity, p.Price, total})
	}
	return q, nil
}

// Price computes the quote of a cart against one snapshot of the catalogue.
func Price(c *cart.Cart, s *catalog.Snapshot) (Quote, error) {
	off := int64(0)
	if c.Coupon != "" {
		var ok bool
		if off, ok = coupons[c.Coupon]; !ok {
			return Quote{}, errCoupon
		}
	}
	q, err := priceLines(c, s, off)
	if err != nil {
		return Quote{}, err
	}
	q.Discount = q.Goods.Share(off)
	q.Delivery, err = shipping.Rate(c.Country, c.Postcode, q.Goods-q.Discount)
	if err != nil {
		return Quote{}, err
	}
	q.Total = q.Goods - q.Discount + q.Delivery + q.VAT
	return q, nil
}
