// Package catalog knows the products. Readers see an immutable snapshot; an
// administrator's change builds the next one and swaps it in.
package catalog

import (
	"fmt"
	"sync"
	"sync/atomic"

	"checkout/internal/cart"
	"checkout/internal/money"
)

// Product is one article.
type Product struct {
	Number   int
	SKU      string
	Name     string
	Category int
	Price    money.Pence
	Tags     []int // index into the snapshot's tag lists
}

// Snapshot is the catalogue at one moment. It is never written after Publish.
type Snapshot struct {
	Version  int
	products []Product
	byTag    [][]int // tag -> product numbers, best sellers first
}

// Catalog holds the current snapshot.
type Catalog struct {
	current atomic.Value // *Snapshot
	writing sync.Mutex
}

const (
	tags        = 64
	tagsEach    = 4
	RelatedSize = 12
)

// New makes a catalogue of n products from a fixed recipe.
func New(n int) *Catalog {
	s := &Snapshot{Version: 1, products: make([]Product, n), byTag: make([][]int, tags)}
	seed := uint32(2463534242)
	next := func(m int) int {
		seed ^= seed << 13
		seed ^= seed >> 17
		seed ^= seed << 5
		return int(seed % uint32(m))
	}
	adjectives := []string{"Plain", "Quiet", "Bright", "Sturdy", "Folding", "Woollen", "Copper", "Garden"}
	nouns := []string{"kettle", "lamp", "chair", "blanket", "notebook", "basket", "clock", "jug"}
	for i := range s.products {
		p := &s.products[i]
		p.Number = i
		p.SKU = cart.FormatSKU(i)
		p.Name = fmt.Sprintf("%s %s no. %d", adjectives[next(len(adjectives))], nouns[next(len(nouns))], i)
		p.Category = next(12)
		p.Price = money.Pence(99 + next(20000))
		for len(p.Tags) < tagsEach {
			t := next(tags)
			p.Tags = append(p.Tags, t)
			if len(s.byTag[t]) < 16 {
				s.byTag[t] = append(s.byTag[t], i)
			}
		}
	}
	c := &Catalog{}
	c.current.Store(s)
	return c
}

// Snapshot is the catalogue as it is now.
func (c *Catalog) Snapshot() *Snapshot { return c.current.Load().(*Snapshot) }

// Len is the number of products.
func (s *Snapshot) Len() int { return len(s.products) }

// Lookup finds a product by its SKU.
func (s *Snapshot) Lookup(sku string) (*Product, bool) {
	n, err := cart.ParseSKU(sku)
	if err != nil || n >= len(s.products) {
		return nil, false
	}
	return &s.products[n], true
}

// Related lists products that share a tag with p, each once, those of p's own
// category first.
func (s *Snapshot) Related(p *Product) []*Product {
	seen := map[int]bool{p.Number: true}
	var same, other []*Product
	for _, t := range p.Tags {
		for _, n := range s.byTag[t] {
			if seen[n] {
				continue
			}
			seen[n] = true
			q := &s.products[n]
			if q.Category == p.Category {
				same = append(same, q)
			} else if len(other) < RelatedSize {
				other = append(other, q)
			}
		}
	}
	list := append(same, other...)
	if len(list) > RelatedSize {
		list = list[:RelatedSize]
	}
	return list
}

// Change is a new price for one product.
type Change struct {
	SKU   string
	Price money.Pence
}

// Reprice publishes a snapshot with the changes, all of them or none.
func (c *Catalog) Reprice(changes []Change) (*Snapshot, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	old := c.Snapshot()
	next := &Snapshot{Version: old.Version + 1, byTag: old.byTag}
	next.products = append([]Product(nil), old.products...)
	for _, ch := range changes {
		p, ok := next.Lookup(ch.SKU)
		if !ok {
			return nil, fmt.Errorf("catalog: no product %q", ch.SKU)
		}
		p.Price = ch.Price
	}
	c.current.Store(next)
	return next, nil
}
