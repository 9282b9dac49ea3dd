package encode

import (
	"encoding/json"
	"testing"

	"checkout/internal/cart"
	"checkout/internal/catalog"
	"checkout/internal/pricing"
)

func quote() *pricing.Quote {
	return &pricing.Quote{
		Lines: []pricing.Line{
			{SKU: cart.FormatSKU(37), Name: "Copper lamp no. 37", Quantity: 2, Unit: 4599, Total: 9198},
			{SKU: cart.FormatSKU(74), Name: "Quiet chair no. 74", Quantity: 1, Unit: 12999, Total: 12999},
			{SKU: cart.FormatSKU(111), Name: "Garden jug no. 111", Quantity: 12, Unit: 899, Total: 10249},
		},
		Goods: 32446, Discount: 3245, Delivery: 395, VAT: 5840, Total: 35436,
	}
}

func TestReceipt(t *testing.T) {
	q := quote()
	q.Lines[0].Name = "a \"quoted\" näme\n"
	var got struct {
		Order int
		Lines []struct {
			SKU, Name, Unit, Total string
			Qty                    int
		}
		Goods, Discount, Delivery, VAT, Total string
	}
	if err := json.Unmarshal(Receipt(nil, 7, q), &got); err != nil {
		t.Fatal(err)
	}
	if got.Order != 7 || len(got.Lines) != 3 || got.Lines[0].Name != q.Lines[0].Name ||
		got.Lines[2].Qty != 12 || got.Lines[1].Unit != "129.99" || got.Total != "354.36" {
		t.Errorf("Receipt = %+v", got)
	}
}

func TestProduct(t *testing.T) {
	s := catalog.New(5000).Snapshot()
	p, _ := s.Lookup(cart.FormatSKU(37))
	var got struct {
		SKU     string
		Related []struct{ SKU string }
	}
	if err := json.Unmarshal(Product(nil, p, s.Related(p)), &got); err != nil {
		t.Fatal(err)
	}
	if got.SKU != p.SKU || len(got.Related) != catalog.RelatedSize {
		t.Errorf("Product = %+v", got)
	}
}

func BenchmarkEncode_NoAlloc(b *testing.B) {
	q, buf := quote(), make([]byte, 0, 4096)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		buf = Receipt(buf[:0], uint64(i), q)
	}
}

func BenchmarkEncode_Product(b *testing.B) {
	s := catalog.New(20000).Snapshot()
	p, _ := s.Lookup(cart.FormatSKU(37))
	related, buf := s.Related(p), make([]byte, 0, 4096)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		buf = Product(buf[:0], p, related)
	}
}
