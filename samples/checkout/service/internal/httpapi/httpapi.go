// Package httpapi is the service's face: its routes and their handlers.
package httpapi

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"checkout/internal/cart"
	"checkout/internal/catalog"
	"checkout/internal/encode"
	"checkout/internal/money"
	"checkout/internal/orders"
	"checkout/internal/pricing"
	"checkout/internal/span"
)

const maxBody = 1 << 20

// Server answers the four routes.
type Server struct {
	catalog *catalog.Catalog
	orders  *orders.Store
	Spans   *span.Recorder
	mux     *http.ServeMux
}

// New wires the routes.
func New(c *catalog.Catalog, o *orders.Store) *Server {
	s := &Server{catalog: c, orders: o, Spans: &span.Recorder{}, mux: http.NewServeMux()}
	s.mux.HandleFunc("/checkout", only(http.MethodPost, s.checkout))
	s.mux.HandleFunc("/products/", only(http.MethodGet, s.product))
	s.mux.HandleFunc("/admin/prices", only(http.MethodPost, s.prices))
	s.mux.HandleFunc("/admin/stock", only(http.MethodPost, s.stock))
	s.mux.HandleFunc("/health", only(http.MethodGet, s.health))
	return s
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func only(method string, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != method {
			w.Header().Set("Allow", method)
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		h(w, r)
	}
}

// buffers holds request and response bodies between requests, so that a
// request in steady state allocates neither.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func readBody(r *http.Request, into *bytes.Buffer) error {
	into.Reset()
	_, err := into.ReadFrom(io.LimitReader(r.Body, maxBody))
	return err
}

func writeJSON(w http.ResponseWriter, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

func (s *Server) checkout(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	if err := readBody(r, buf); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	t := s.Spans.Start()
	c, err := cart.Parse(buf.Bytes())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	t.Done(span.Parse)
	q, err := pricing.Price(&c, s.catalog.Snapshot())
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	t.Done(span.Pricing)
	n, err := s.orders.Place(c.Customer, &q)
	if err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	t.Done(span.Store)
	buf.Reset()
	buf.Grow(4096)
	out := encode.Receipt(buf.Bytes(), n, &q)
	t.Done(span.Encode)
	writeJSON(w, http.StatusCreated, out)
}

func (s *Server) product(w http.ResponseWriter, r *http.Request) {
	snapshot := s.catalog.Snapshot()
	p, ok := snapshot.Lookup(strings.TrimPrefix(r.URL.Path, "/products/"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.Grow(4096)
	writeJSON(w, http.StatusOK, encode.Product(buf.Bytes(), p, snapshot.Related(p)))
}

// table reads "SKU amount" lines.
func table(r *http.Request, row func(sku, value string) error) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	if err := readBody(r, buf); err != nil {
		return err
	}
	for _, line := range strings.Split(strings.TrimSpace(buf.String()), "\n") {
		sku, value, _ := strings.Cut(line, " ")
		if err := row(sku, value); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) prices(w http.ResponseWriter, r *http.Request) {
	var changes []catalog.Change
	err := table(r, func(sku, value string) error {
		price, err := money.Parse(value)
		changes = append(changes, catalog.Change{SKU: sku, Price: price})
		return err
	})
	if err == nil {
		_, err = s.catalog.Reprice(changes)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) stock(w http.ResponseWriter, r *http.Request) {
	products := s.catalog.Snapshot().Len()
	err := table(r, func(sku, value string) error {
		n, err := cart.ParseSKU(sku)
		if err != nil {
			return err
		}
		by, err := strconv.ParseInt(value, 10, 32)
		if err != nil || n >= products {
			return strconv.ErrRange
		}
		s.orders.Restock(n, by)
		return nil
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	io.WriteString(w, "ok\n")
}
