// Command loadgen offers a fixed rate of requests to checkoutd and writes what
// came of it as JSON.
//
// Every connection keeps its own timetable. Latency counts from the moment a
// request was due, so that a server that stalls is not asked less often and
// its stall is not hidden. With -rate 0 every connection asks again as soon as
// it is answered: for profiles, not for latencies.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"checkout/internal/cart"
	"checkout/internal/load"
)

const products = 20000

type kind int

const (
	checkout kind = iota
	product
	admin
	health
	kinds
)

var names = [kinds]string{"POST /checkout", "GET /products/{id}", "POST /admin/*", "GET /health"}

// good is the status a well-served request gets.
var good = [kinds]int{http.StatusCreated, http.StatusOK, http.StatusNoContent, http.StatusOK}

// per mille of all requests
var share = [kinds]int{checkout: 500, product: 449, admin: 1, health: 50}

// limits is a flag that may be given several times: "POST /checkout=25ms".
type limits map[string][]time.Duration

func (l limits) String() string { return "" }
func (l limits) Set(s string) error {
	i := strings.LastIndexByte(s, '=')
	if i < 0 {
		return fmt.Errorf("want route=limit")
	}
	d, err := time.ParseDuration(s[i+1:])
	l[s[:i]] = append(l[s[:i]], d)
	return err
}

func request(r *rand.Rand, k kind) []byte {
	switch k {
	case checkout:
		return post("/checkout", body(r))
	case product:
		return []byte("GET /products/" + cart.FormatSKU(r.Intn(products)) + " HTTP/1.1\r\nHost: checkout\r\n\r\n")
	case health:
		return []byte("GET /health HTTP/1.1\r\nHost: checkout\r\n\r\n")
	}
	var rows strings.Builder
	if r.Intn(4) == 0 {
		for i := 0; i < 10; i++ {
			fmt.Fprintf(&rows, "%s %d.%02d\n", cart.FormatSKU(r.Intn(products)), 1+r.Intn(200), r.Intn(100))
		}
		return post("/admin/prices", rows.String())
	}
	for i := 0; i < 200; i++ {
		fmt.Fprintf(&rows, "%s %d\n", cart.FormatSKU(r.Intn(products)), 1+r.Intn(50))
	}
	return post("/admin/stock", rows.String())
}

func post(path, body string) []byte {
	return []byte("POST " + path + " HTTP/1.1\r\nHost: checkout\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n" + body)
}

func body(r *rand.Rand) string {
	postcodes := []string{"EC1A 1BB", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "ZE1 0AA", "LS1 4DY"}
	coupons := []string{"", "", "", "SPRING10", "SUMMER05", "WELCOME"}
	c := cart.Cart{
		Customer: "c-" + strconv.Itoa(10000+r.Intn(50000)),
		Country:  "GB",
		Postcode: postcodes[r.Intn(len(postcodes))],
		Coupon:   coupons[r.Intn(len(coupons))],
	}
	for n := 1 + r.Intn(6); n > 0; n-- {
		c.Lines = append(c.Lines, cart.Line{SKU: cart.FormatSKU(r.Intn(products)), Quantity: 1 + r.Intn(4)})
	}
	b, err := json.Marshal(c)
	if err != nil {
		log.Fatal(err)
	}
	return string(b)
}

type result struct {
	kind kind
	due  time.Duration // since the start of the run
	took time.Duration
	ok   bool
}

// client drives one connection through its timetable.
type client struct {
	addr  string
	rand  *rand.Rand
	pool  *[kinds][][]byte
	start time.Time
	first time.Duration
	every time.Duration
	until time.Duration
	conn  net.Conn
	in    *bufio.Reader
	out   []result
}

func (c *client) choose() kind {
	n := c.rand.Intn(1000)
	for k := kind(0); k < kinds; k++ {
		if n -= share[k]; n < 0 {
			return k
		}
	}
	panic("shares do not add up to 1000")
}

func dial(addr string) (net.Conn, error) {
	if strings.HasPrefix(addr, "/") {
		return net.Dial("unix", addr)
	}
	return net.Dial("tcp", addr)
}

func (c *client) do(req []byte) (int, error) {
	if c.conn == nil {
		conn, err := dial(c.addr)
		if err != nil {
			return 0, err
		}
		c.conn, c.in = conn, bufio.NewReader(conn)
	}
	if err := c.conn.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return 0, err
	}
	if _, err := c.conn.Write(req); err != nil {
		return 0, err
	}
	res, err := http.ReadResponse(c.in, nil)
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(io.Discard, res.Body)
	return res.StatusCode, err
}

// pause sleeps in the kernel: the runtime's own timers are up to a millisecond
// late when all goroutines wait, which would be counted as the server's.
func pause(d time.Duration) {
	t := syscall.NsecToTimespec(int64(d))
	for syscall.Nanosleep(&t, &t) == syscall.EINTR {
	}
}

func (c *client) run() {
	for due := c.first; due < c.until; due += c.every {
		if wait := time.Until(c.start.Add(due)); wait > 0 {
			pause(wait)
		} else if c.every == 0 {
			due = -wait
		}
		k := c.choose()
		status, err := c.do(c.pool[k][c.rand.Intn(len(c.pool[k]))])
		if err != nil && c.conn != nil {
			c.conn.Close()
			c.conn = nil
		}
		c.out = append(c.out, result{k, due, time.Since(c.start) - due, err == nil && status == good[k]})
	}
	if c.conn != nil {
		c.conn.Close()
	}
}

func stats(debug string) (s load.Stats) {
	res, err := http.Get("http://" + debug + "/debug/stats")
	if err != nil {
		log.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&s); err != nil {
		log.Fatal(err)
	}
	return s
}

func save(url, path string) error {
	res, err := http.Get(url)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, res.Status)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, res.Body); err != nil {
		return err
	}
	return f.Close()
}

func waitFor(addr string) {
	for i := 0; i < 100; i++ {
		if conn, err := dial(addr); err == nil {
			conn.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	log.Fatal("no answer from the server")
}

func ms(d time.Duration) float64 { return float64(d) / 1e6 }

// summarise turns the results of one route into its figures.
func summarise(name string, rs []result, warm time.Duration, within, slices []time.Duration) load.Route {
	r := load.Route{Name: name, N: len(rs)}
	all := make([]float64, 0, len(rs))
	bySecond := map[int][]float64{}
	for _, x := range rs {
		if x.ok {
			r.Answered++
		}
		all = append(all, ms(x.took))
		second := int((x.due - warm) / time.Second)
		bySecond[second] = append(bySecond[second], ms(x.took))
	}
	sort.Float64s(all)
	r.P50, r.P90, r.P99 = load.Quantile(all, 50), load.Quantile(all, 90), load.Quantile(all, 99)
	for _, limit := range within {
		c := load.Count{LimitMS: ms(limit), N: len(rs)}
		for _, x := range rs {
			if x.ok && x.took <= limit {
				c.Good++
			}
		}
		r.Within = append(r.Within, c)
	}
	for _, limit := range slices {
		c := load.Count{LimitMS: ms(limit), N: len(bySecond)}
		for _, v := range bySecond {
			sort.Float64s(v)
			if load.Quantile(v, 99) < ms(limit) {
				c.Good++
			}
		}
		r.Slices = append(r.Slices, c)
	}
	return r
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("loadgen: ")
	addr := flag.String("addr", "127.0.0.1:8080", "address of the API, or the path of its socket")
	debug := flag.String("debug", "127.0.0.1:8081", "address of profiles and statistics")
	rate := flag.Int("rate", 5000, "requests per second, 0 for as many as are answered")
	conns := flag.Int("conns", 32, "connections")
	warm := flag.Duration("warm", 3*time.Second, "warm-up that is not measured")
	long := flag.Duration("for", 15*time.Second, "measured time, whole seconds")
	seed := flag.Int64("seed", 1, "of the random choices")
	profile := flag.String("profile", "", "write the server's CPU profile of the measured time here")
	out := flag.String("o", "round.json", "write the figures here")
	within, slices := limits{}, limits{}
	flag.Var(within, "within", "count requests answered within route=limit")
	flag.Var(slices, "slice", "count seconds with a p99 under route=limit")
	flag.Parse()

	waitFor(*addr)
	time.Sleep(time.Second)
	round := load.Round{Rate: *rate, Seconds: long.Seconds(), Idle: stats(*debug)}

	var pool [kinds][][]byte
	r := rand.New(rand.NewSource(*seed))
	for k := range pool {
		for i := 0; i < 1000; i++ {
			pool[k] = append(pool[k], request(r, kind(k)))
		}
	}
	var step time.Duration
	if *rate > 0 {
		step = time.Second / time.Duration(*rate)
	}
	clients := make([]*client, *conns)
	start := time.Now().Add(100 * time.Millisecond)
	var wait sync.WaitGroup
	for i := range clients {
		c := &client{addr: *addr, rand: rand.New(rand.NewSource(*seed + int64(i))), pool: &pool, start: start,
			first: step * time.Duration(i), every: step * time.Duration(*conns), until: *warm + *long}
		clients[i] = c
		wait.Add(1)
		go func() { defer wait.Done(); c.run() }()
	}

	time.Sleep(time.Until(start.Add(*warm)))
	if err := save("http://"+*debug+"/debug/reset", os.DevNull); err != nil {
		log.Fatal(err)
	}
	round.Before = stats(*debug)
	if *profile != "" {
		wait.Add(1)
		go func() {
			defer wait.Done()
			if err := save(fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", *debug, int(long.Seconds())), *profile); err != nil {
				log.Fatal(err)
			}
		}()
	}
	wait.Wait()
	round.After = stats(*debug)

	var byKind [kinds][]result
	for _, c := range clients {
		for _, x := range c.out {
			if x.due >= *warm {
				byKind[x.kind] = append(byKind[x.kind], x)
			}
		}
	}
	for k, rs := range byKind {
		if len(rs) == 0 {
			log.Fatalf("not one request of %s", names[k])
		}
		round.Routes = append(round.Routes, summarise(names[k], rs, *warm, within[names[k]], slices[names[k]]))
	}
	b, err := json.MarshalIndent(round, "", " ")
	if err == nil {
		err = os.WriteFile(*out, append(b, '\n'), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}
