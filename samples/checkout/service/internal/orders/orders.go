// Package orders reserves stock and writes every order to a journal before
// the customer sees a receipt.
package orders

import (
	"errors"
	"io"
	"strconv"
	"sync"
	"sync/atomic"

	"checkout/internal/cart"
	"checkout/internal/pricing"
)

var errStock = errors.New("orders: out of stock")

// Store holds the stock by product number and appends orders to a journal.
type Store struct {
	stock []atomic.Int64

	mu      sync.Mutex
	journal io.Writer
	record  []byte
	last    uint64
}

// NewStore makes a store for n products with the same stock of each.
func NewStore(n int, each int64, journal io.Writer) *Store {
	s := &Store{stock: make([]atomic.Int64, n), journal: journal, record: make([]byte, 0, 4096)}
	for i := range s.stock {
		s.stock[i].Store(each)
	}
	return s
}

// Restock adds to the stock of a product.
func (s *Store) Restock(number int, by int64) { s.stock[number].Add(by) }

// reserve takes every line out of stock, or none.
func (s *Store) reserve(lines []pricing.Line) error {
	for i := range lines {
		n, err := cart.ParseSKU(lines[i].SKU)
		if err != nil {
			return err
		}
		if s.stock[n].Add(-int64(lines[i].Quantity)) < 0 {
			for j := i; j >= 0; j-- {
				n, _ := cart.ParseSKU(lines[j].SKU)
				s.stock[n].Add(int64(lines[j].Quantity))
			}
			return errStock
		}
	}
	return nil
}

// Place reserves the stock and journals the order; it returns its number.
func (s *Store) Place(customer string, q *pricing.Quote) (uint64, error) {
	if err := s.reserve(q.Lines); err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	b := strconv.AppendUint(s.record[:0], s.last, 10)
	b = append(b, '\t')
	b = append(b, customer...)
	for i := range q.Lines {
		b = append(b, '\t')
		b = append(b, q.Lines[i].SKU...)
		b = append(b, '*')
		b = strconv.AppendInt(b, int64(q.Lines[i].Quantity), 10)
	}
	b = append(b, '\t')
	b = q.Total.AppendTo(b)
	b = append(b, '\n')
	s.record = b
	_, err := s.journal.Write(b)
	return s.last, err
}
