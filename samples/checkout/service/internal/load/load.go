// Package load holds what the load generator, the server and the summary of a
// recording tell one another.
package load

import (
	"sort"

	"checkout/internal/span"
)

// Stats is the server's own account of itself.
type Stats struct {
	CPU          float64 // seconds since its start
	MiB, PeakMiB float64 // resident memory
	Spans        []span.Quantiles
}

// Route is what the clients of one route saw in one round.
type Route struct {
	Name          string
	N             int
	Answered      int     // with the status they should have
	P50, P90, P99 float64 // ms, exact order statistics
	Within        []Count // answered within a limit
	Slices        []Count // slices of a second whose p99 was under a limit
}

// Count is the number of good ones of some total.
type Count struct {
	LimitMS float64
	Good, N int
}

// Round is one run of the load generator.
type Round struct {
	Rate    int // requests per second, offered
	Seconds float64
	Routes  []Route
	Idle    Stats // before the first request
	Before  Stats // after the warm-up
	After   Stats
}

// Quantile is the nearest-rank quantile of sorted values.
func Quantile(sorted []float64, percent int) float64 {
	return sorted[(len(sorted)*percent+99)/100-1]
}

// Median of values, which it sorts.
func Median(v []float64) float64 {
	sort.Float64s(v)
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}
