package catalog

import (
	"strconv"
	"testing"

	"checkout/internal/cart"
)

func TestRelated(t *testing.T) {
	s := New(5000).Snapshot()
	for n := 0; n < s.Len(); n += 7 {
		p := &s.products[n]
		seen, other := map[int]bool{n: true}, false
		list := s.Related(p)
		if len(list) != RelatedSize {
			t.Fatalf("product %d has %d related", n, len(list))
		}
		for _, q := range list {
			if seen[q.Number] {
				t.Fatalf("product %d lists %d twice, or itself", n, q.Number)
			}
			seen[q.Number] = true
			if other && q.Category == p.Category {
				t.Fatalf("product %d: own category after another", n)
			}
			other = q.Category != p.Category
		}
	}
}

func TestReprice(t *testing.T) {
	c := New(100)
	before := c.Snapshot()
	if _, err := c.Reprice([]Change{{cart.FormatSKU(1), 1}, {cart.FormatSKU(100), 1}}); err == nil {
		t.Error("an unknown product was repriced")
	}
	if c.Snapshot() != before {
		t.Error("a failed change was published")
	}
	if _, err := c.Reprice([]Change{{cart.FormatSKU(1), 1}}); err != nil {
		t.Fatal(err)
	}
	if c.Snapshot().products[1].Price != 1 || before.products[1].Price == 1 {
		t.Error("the change is missing, or readers saw it in the old snapshot")
	}
}

func BenchmarkHotPath_ProductLookup(b *testing.B) {
	s := New(20000).Snapshot()
	skus := make([]string, 1024)
	for i := range skus {
		skus[i] = cart.FormatSKU(i * 19)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		p, ok := s.Lookup(skus[i%len(skus)])
		if !ok || len(s.Related(p)) != RelatedSize {
			b.Fatal("lost a product")
		}
	}
}

func BenchmarkAdmin_Reprice(b *testing.B) {
	for _, rows := range []int{10, 1000} {
		c := New(20000)
		changes := make([]Change, rows)
		for i := range changes {
			changes[i] = Change{cart.FormatSKU(i * 19), 1999}
		}
		b.Run("rows="+strconv.Itoa(rows), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; i < b.N; i++ {
				if _, err := c.Reprice(changes); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
