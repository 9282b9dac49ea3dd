package cart

import (
	"encoding/json"
	"strconv"
	"testing"
)

func body(lines int) []byte {
	c := Cart{Customer: "c-10293", Country: "GB", Postcode: "EC1A 1BB", Coupon: "SPRING10"}
	for i := 0; i < lines; i++ {
		c.Lines = append(c.Lines, Line{FormatSKU(37 * (i + 1)), 1 + i%3})
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	return b
}

func TestParse(t *testing.T) {
	c, err := Parse(body(3))
	if err != nil || len(c.Lines) != 3 || c.Postcode != "EC1A 1BB" {
		t.Fatalf("Parse = %+v, %v", c, err)
	}
	for _, s := range []string{``, `{}`, `{"lines":[{"sku":"P-1","qty":1}]}`, `{"lines":[{"sku":"P-000123-0","qty":0}]}`} {
		if _, err := Parse([]byte(s)); err == nil {
			t.Errorf("Parse(%q) succeeded", s)
		}
	}
	if _, err := Parse(body(MaxLines + 1)); err == nil {
		t.Error("a cart that is too long was accepted")
	}
}

func TestSKU(t *testing.T) {
	for n := 0; n < 1000000; n += 997 {
		if got, err := ParseSKU(FormatSKU(n)); err != nil || got != n {
			t.Fatalf("ParseSKU(FormatSKU(%d)) = %d, %v", n, got, err)
		}
	}
	if _, err := ParseSKU("P-000123-0"); err == nil {
		t.Error("a wrong check digit was accepted")
	}
}

func BenchmarkParser_Cart(b *testing.B) {
	for _, lines := range []int{1, 10, 50} {
		in := body(lines)
		b.Run("lines="+strconv.Itoa(lines), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(in)))
			for i := 0; i < b.N; i++ {
				if _, err := Parse(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParser_SKU(b *testing.B) {
	sku := FormatSKU(4711)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := ParseSKU(sku); err != nil {
			b.Fatal(err)
		}
	}
}
