// Package encode writes the service's JSON answers straight into a buffer.
package encode

import (
	"strconv"
	"unicode/utf8"

	"checkout/internal/catalog"
	"checkout/internal/money"
	"checkout/internal/pricing"
)

func appendText(b []byte, key, v string) []byte {
	b = appendKey(b, key)
	return appendQuoted(b, v)
}

func appendInt(b []byte, key string, v int) []byte {
	b = appendKey(b, key)
	return strconv.AppendInt(b, int64(v), 10)
}

func appendMoney(b []byte, key string, v money.Pence) []byte {
	b = appendKey(b, key)
	b = append(b, '"')
	b = v.AppendTo(b)
	return append(b, '"')
}

// appendKey opens the next member of an object.
func appendKey(b []byte, key string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(b, '"')
	b = append(b, key...)
	return append(b, '"', ':')
}

const hex = "0123456789abcdef"

func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		case c < utf8.RuneSelf:
			b = append(b, c)
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, r)
			i += n
			continue
		}
		i++
	}
	return append(b, '"')
}

// Receipt appends the answer to POST /checkout.
func Receipt(b []byte, order uint64, q *pricing.Quote) []byte {
	b = append(b, '{')
	b = appendInt(b, "order", int(order))
	b = appendKey(b, "lines")
	b = append(b, '[')
	for i := range q.Lines {
		l := &q.Lines[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		b = appendText(b, "sku", l.SKU)
		b = appendText(b, "name", l.Name)
		b = appendInt(b, "qty", l.Quantity)
		b = appendMoney(b, "unit", l.Unit)
		b = appendMoney(b, "total", l.Total)
		b = append(b, '}')
	}
	b = append(b, ']')
	b = appendMoney(b, "goods", q.Goods)
	b = appendMoney(b, "discount", q.Discount)
	b = appendMoney(b, "delivery", q.Delivery)
	b = appendMoney(b, "vat", q.VAT)
	b = appendMoney(b, "total", q.Total)
	return append(b, '}', '\n')
}

// Product appends the answer to GET /products/{id}.
func Product(b []byte, p *catalog.Product, related []*catalog.Product) []byte {
	b = append(b, '{')
	b = appendText(b, "sku", p.SKU)
	b = appendText(b, "name", p.Name)
	b = appendInt(b, "category", p.Category)
	b = appendMoney(b, "price", p.Price)
	b = appendKey(b, "related")
	b = append(b, '[')
	for i, r := range related {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		b = appendText(b, "sku", r.SKU)
		b = appendText(b, "name", r.Name)
		b = appendMoney(b, "price", r.Price)
		b = append(b, '}')
	}
	return append(b, ']', '}', '\n')
}
