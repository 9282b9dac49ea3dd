// Command summary turns the rounds of a recording into measurements.csv.
//
// A latency is the median over the rounds of each round's exact quantile: one
// round that another program on the machine disturbed does not decide it.
// Counts are sums over all rounds; nothing is left out of them.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"strconv"

	"checkout/internal/load"
)

func number(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

func median(rounds []load.Round, value func(*load.Round) float64) float64 {
	v := make([]float64, len(rounds))
	for i := range rounds {
		v[i] = value(&rounds[i])
	}
	return load.Median(v)
}

func sum(rounds []load.Round, value func(*load.Round) int) (total int) {
	for i := range rounds {
		total += value(&rounds[i])
	}
	return total
}

func route(rounds []load.Round, k int) {
	name := rounds[0].Routes[k].Name
	at := func(r *load.Round) *load.Route { return &r.Routes[k] }
	n := sum(rounds, func(r *load.Round) int { return at(r).N })
	for _, q := range []struct {
		name  string
		value func(*load.Route) float64
	}{
		{"0.5", func(r *load.Route) float64 { return r.P50 }},
		{"0.9", func(r *load.Route) float64 { return r.P90 }},
		{"0.99", func(r *load.Route) float64 { return r.P99 }},
	} {
		v := median(rounds, func(r *load.Round) float64 { return q.value(at(r)) })
		fmt.Printf("route,%s,%s,,%s,ms,%d\n", name, q.name, number(v), n)
	}
	fmt.Printf("route,%s,,,%d,good,%d\n", name, sum(rounds, func(r *load.Round) int { return at(r).Answered }), n)
	for i, c := range rounds[0].Routes[k].Within {
		good := sum(rounds, func(r *load.Round) int { return at(r).Within[i].Good })
		fmt.Printf("route,%s,,%s ms,%d,good,%d\n", name, number(c.LimitMS), good, n)
	}
	for i, c := range rounds[0].Routes[k].Slices {
		good := sum(rounds, func(r *load.Round) int { return at(r).Slices[i].Good })
		of := sum(rounds, func(r *load.Round) int { return at(r).Slices[i].N })
		fmt.Printf("route,%s,0.99,%s ms,%d,good,%d\n", name, number(c.LimitMS), good, of)
	}
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("summary: ")
	date := flag.String("date", "", "of the recording, ISO 8601")
	commit := flag.String("commit", "", "that was built")
	flag.Parse()
	rounds := make([]load.Round, flag.NArg())
	if len(rounds) == 0 {
		log.Fatal("no rounds")
	}
	for i, path := range flag.Args() {
		b, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(b, &rounds[i])
		}
		if err != nil {
			log.Fatalf("%s: %v", path, err)
		}
	}
	requests := func(r *load.Round) int {
		n := 0
		for i := range r.Routes {
			n += r.Routes[i].N
		}
		return n
	}

	fmt.Printf("# commit: %s\n# date: %s\n", *commit, *date)
	fmt.Printf("# load: %d requests/s offered on a fixed timetable, %d rounds of %g s after a warm-up\n",
		rounds[0].Rate, len(rounds), rounds[0].Seconds)
	fmt.Println("# quantiles: median over the rounds of each round's exact quantile; counts: sums over all rounds")
	fmt.Println("scope,name,quantile,within,value,unit,n")
	for k := range rounds[0].Routes {
		route(rounds, k)
	}
	for k, s := range rounds[0].After.Spans {
		n := sum(rounds, func(r *load.Round) int { return r.After.Spans[k].N })
		v := median(rounds, func(r *load.Round) float64 { return float64(r.After.Spans[k].P99) / 1e6 })
		fmt.Printf("component,%s,0.99,,%s,ms,%d\n", s.Name, number(v), n)
	}
	// What the parts add up to is what a client of theirs waited for, not the sum of their p99s.
	v := median(rounds, func(r *load.Round) float64 { return r.Routes[0].P99 })
	fmt.Printf("component,Total,0.99,,%s,ms,%d\n", number(v), sum(rounds, func(r *load.Round) int { return r.Routes[0].N }))
	fmt.Printf("resource,Idle service memory,,,%s,MiB,%d\n",
		number(median(rounds, func(r *load.Round) float64 { return r.Idle.MiB })), len(rounds))
	fmt.Printf("resource,Peak service memory,,,%s,MiB,%d\n",
		number(median(rounds, func(r *load.Round) float64 { return r.After.PeakMiB })), len(rounds))
	cpu := median(rounds, func(r *load.Round) float64 {
		return (r.After.CPU - r.Before.CPU) / float64(requests(r)) * 1e3
	})
	fmt.Printf("resource,Per-request CPU-seconds,,,%s,ms,%d\n", number(cpu), sum(rounds, requests))
}
