package pricing

import (
	"strconv"
	"testing"

	"checkout/internal/cart"
	"checkout/internal/catalog"
)

func basket(lines int) *cart.Cart {
	c := &cart.Cart{Customer: "c-1", Country: "GB", Postcode: "EC1A 1BB", Coupon: "SPRING10"}
	for i := 0; i < lines; i++ {
		c.Lines = append(c.Lines, cart.Line{SKU: cart.FormatSKU(37 * (i + 1)), Quantity: 1 + i%12})
	}
	return c
}

func TestPrice(t *testing.T) {
	s := catalog.New(5000).Snapshot()
	q, err := Price(basket(12), s)
	if err != nil {
		t.Fatal(err)
	}
	if len(q.Lines) != 12 || q.Total != q.Goods-q.Discount+q.Delivery+q.VAT || q.Discount != q.Goods.Share(1000) {
		t.Errorf("Price = %+v", q)
	}
	last := q.Lines[11]
	if last.Quantity != 12 || last.Total != last.Unit*12-(last.Unit*12).Share(500) {
		t.Errorf("no quantity discount: %+v", last)
	}
	for _, change := range []func(*cart.Cart){
		func(c *cart.Cart) { c.Coupon = "NOSUCH" },
		func(c *cart.Cart) { c.Postcode = "nowhere" },
		func(c *cart.Cart) { c.Lines[0].SKU = cart.FormatSKU(999999) },
	} {
		c := basket(2)
		change(c)
		if _, err := Price(c, s); err == nil {
			t.Errorf("Price(%+v) succeeded", c)
		}
	}
}

// The postcode check has the benchmarks of the whole request; here it is the
// arithmetic over the lines that counts.
func BenchmarkHotPath_Lines(b *testing.B) {
	s := catalog.New(20000).Snapshot()
	for _, lines := range []int{3, 30} {
		c := basket(lines)
		b.Run("lines="+strconv.Itoa(lines), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; i < b.N; i++ {
				if _, err := priceLines(c, s, 1000); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
