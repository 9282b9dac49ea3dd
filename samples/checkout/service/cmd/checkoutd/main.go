// Command checkoutd serves the checkout API.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"log"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"strconv"
	"strings"
	"syscall"

	"checkout/internal/catalog"
	"checkout/internal/httpapi"
	"checkout/internal/load"
	"checkout/internal/orders"
)

const products = 20000

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "address of the API, or the path of its socket")
	debug := flag.String("debug", "127.0.0.1:8081", "address of profiles and statistics")
	journal := flag.String("journal", os.DevNull, "file that orders are appended to")
	flag.Parse()

	file, err := os.OpenFile(*journal, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		log.Fatal(err)
	}
	api := httpapi.New(catalog.New(products), orders.NewStore(products, 1<<40, file))

	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/stats", func(w http.ResponseWriter, r *http.Request) {
		stats, err := measure(api)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(stats)
	})
	mux.HandleFunc("/debug/reset", func(w http.ResponseWriter, r *http.Request) { api.Spans.Reset() })
	go func() { log.Fatal(http.ListenAndServe(*debug, mux)) }()
	network := "tcp"
	if strings.HasPrefix(*addr, "/") {
		network = "unix"
	}
	listener, err := net.Listen(network, *addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(listener, api))
}

func measure(api *httpapi.Server) (load.Stats, error) {
	s := load.Stats{Spans: api.Spans.Quantiles()}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return s, err
	}
	s.CPU = float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
	status, err := os.Open("/proc/self/status")
	if err != nil {
		return s, err
	}
	defer status.Close()
	for in := bufio.NewScanner(status); in.Scan(); {
		key, value, _ := strings.Cut(in.Text(), ":")
		kib, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
		switch key {
		case "VmRSS":
			s.MiB = kib / 1024
		case "VmHWM":
			s.PeakMiB = kib / 1024
		}
	}
	return s, nil
}
