package orders

import (
	"bytes"
	"io"
	"testing"

	"checkout/internal/cart"
	"checkout/internal/pricing"
)

func quote(quantity int) *pricing.Quote {
	return &pricing.Quote{
		Lines: []pricing.Line{{SKU: cart.FormatSKU(1), Quantity: 1}, {SKU: cart.FormatSKU(2), Quantity: quantity}},
		Total: 1234,
	}
}

func TestPlace(t *testing.T) {
	var journal bytes.Buffer
	s := NewStore(3, 5, &journal)
	if n, err := s.Place("c-1", quote(5)); n != 1 || err != nil {
		t.Fatalf("Place = %d, %v", n, err)
	}
	if _, err := s.Place("c-2", quote(1)); err != errStock {
		t.Fatalf("Place beyond the stock: %v", err)
	}
	if s.stock[1].Load() != 4 || s.stock[2].Load() != 0 {
		t.Error("a refused order kept stock")
	}
	s.Restock(2, 1)
	if n, err := s.Place("c-3", quote(1)); n != 2 || err != nil {
		t.Fatalf("Place after Restock = %d, %v", n, err)
	}
	want := "1\tc-1\tP-000001-7*1\tP-000002-4*5\t12.34\n2\tc-3\tP-000001-7*1\tP-000002-4*1\t12.34\n"
	if journal.String() != want {
		t.Errorf("journal %q, want %q", journal.String(), want)
	}
}

func BenchmarkJournal_Append(b *testing.B) {
	s, q := NewStore(3, 1<<60, io.Discard), quote(1)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := s.Place("c-1", q); err != nil {
			b.Fatal(err)
		}
	}
}
