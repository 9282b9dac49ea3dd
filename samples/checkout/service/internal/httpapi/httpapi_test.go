package httpapi

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"checkout/internal/cart"
	"checkout/internal/catalog"
	"checkout/internal/orders"
)

func newServer() *Server {
	const products = 20000
	return New(catalog.New(products), orders.NewStore(products, 1<<40, io.Discard))
}

func checkoutBody() string {
	return fmt.Sprintf(`{"customer":"c-10293","country":"GB","postcode":"EC1A 1BB","coupon":"SPRING10",`+
		`"lines":[{"sku":%q,"qty":2},{"sku":%q,"qty":1},{"sku":%q,"qty":12},{"sku":%q,"qty":1},{"sku":%q,"qty":1}]}`,
		cart.FormatSKU(37), cart.FormatSKU(74), cart.FormatSKU(111), cart.FormatSKU(148), cart.FormatSKU(185))
}

func TestRoutes(t *testing.T) {
	s := newServer()
	for _, c := range []struct {
		method, path, body string
		status             int
		contains           string
	}{
		{"POST", "/checkout", checkoutBody(), 201, `"lines":[{"sku":"` + cart.FormatSKU(37)},
		{"POST", "/checkout", "{", 400, ""},
		{"POST", "/checkout", strings.Replace(checkoutBody(), "EC1A 1BB", "nowhere", 1), 422, "postcode"},
		{"POST", "/checkout", strings.Replace(checkoutBody(), "SPRING10", "NOSUCH", 1), 422, "coupon"},
		{"GET", "/checkout", "", 405, ""},
		{"GET", "/products/" + cart.FormatSKU(37), "", 200, `"related":[{`},
		{"GET", "/products/" + cart.FormatSKU(999999), "", 404, ""},
		{"POST", "/admin/prices", cart.FormatSKU(37) + " 12.34\n", 204, ""},
		{"GET", "/products/" + cart.FormatSKU(37), "", 200, `"price":"12.34"`},
		{"POST", "/admin/prices", "nothing 12.34\n", 422, ""},
		{"POST", "/admin/stock", cart.FormatSKU(37) + " 50\n", 204, ""},
		{"POST", "/admin/stock", cart.FormatSKU(37) + " many\n", 422, ""},
		{"GET", "/health", "", 200, "ok"},
	} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(c.method, c.path, strings.NewReader(c.body)))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.contains) {
			t.Errorf("%s %s = %d %q, want %d and %q", c.method, c.path, w.Code, w.Body, c.status, c.contains)
		}
	}
}

// answer is a ResponseWriter that costs next to nothing.
type answer struct {
	header http.Header
	status int
	bytes  int
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { a.bytes += len(b); return len(b), nil }

func run(b *testing.B, method, path, body string, status int) {
	s := newServer()
	r := httptest.NewRequest(method, path, nil)
	in := bytes.NewReader([]byte(body))
	r.Body = io.NopCloser(in)
	w := &answer{header: http.Header{}}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		in.Seek(0, io.SeekStart)
		s.ServeHTTP(w, r)
		if w.status != status {
			b.Fatalf("status %d", w.status)
		}
	}
}

func BenchmarkHotPath_Checkout(b *testing.B) {
	run(b, "POST", "/checkout", checkoutBody(), http.StatusCreated)
}

func BenchmarkHotPath_ProductPage(b *testing.B) {
	run(b, "GET", "/products/"+cart.FormatSKU(37), "", http.StatusOK)
}

func BenchmarkAdmin_Stock(b *testing.B) {
	var rows strings.Builder
	for i := 0; i < 200; i++ {
		fmt.Fprintf(&rows, "%s %d\n", cart.FormatSKU(i*19), i)
	}
	run(b, "POST", "/admin/stock", rows.String(), http.StatusNoContent)
}
