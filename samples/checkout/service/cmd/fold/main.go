// Command fold adds CPU profiles in pprof's format and writes them as folded
// stacks: root;...;leaf samples.
//
// With -runtime N at most N frames of Go's runtime in a row are kept: what the
// runtime does inside an allocation or a map is then counted as the self time
// of the function the program called.
package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"sort"
	"strings"
)

// unknown stands for an address without a symbol.
const unknown = "[unknown]"

var errShort = errors.New("profile is cut short")

// fields calls f for every field of a protocol buffer message: v is the value
// of a varint, b that of a length-delimited field.
func fields(msg []byte, f func(number int, v uint64, b []byte) error) error {
	for len(msg) > 0 {
		key, n := varint(msg)
		if n == 0 {
			return errShort
		}
		msg = msg[n:]
		v, n := varint(msg)
		var b []byte
		switch {
		case n == 0:
			return errShort
		case key&7 == 0:
			msg = msg[n:]
		case key&7 == 2 && v <= uint64(len(msg)-n):
			b, msg = msg[n:n+int(v)], msg[n+int(v):]
		case key&7 == 2:
			return errShort
		default:
			return fmt.Errorf("wire type %d", key&7)
		}
		if err := f(int(key>>3), v, b); err != nil {
			return err
		}
	}
	return nil
}

func varint(b []byte) (v uint64, n int) {
	for shift := 0; n < len(b) && shift < 64; shift += 7 {
		v |= uint64(b[n]&0x7f) << shift
		n++
		if b[n-1] < 0x80 {
			return v, n
		}
	}
	return 0, 0
}

// numbers reads a repeated varint, packed or not.
func numbers(into []uint64, v uint64, b []byte) []uint64 {
	if b == nil {
		return append(into, v)
	}
	for len(b) > 0 {
		v, n := varint(b)
		if n == 0 {
			break
		}
		into, b = append(into, v), b[n:]
	}
	return into
}

type profile struct {
	samples   []sample
	functions map[uint64]uint64   // id -> string number of its name
	locations map[uint64][]uint64 // id -> functions, innermost first
	strings   []string
}

type sample struct {
	stack  []uint64 // locations, leaf first
	values []uint64
}

func parse(msg []byte) (*profile, error) {
	p := &profile{functions: map[uint64]uint64{}, locations: map[uint64][]uint64{}}
	err := fields(msg, func(number int, _ uint64, b []byte) error {
		switch number {
		case 2:
			var s sample
			p.samples = append(p.samples, s)
			last := &p.samples[len(p.samples)-1]
			return fields(b, func(number int, v uint64, b []byte) error {
				switch number {
				case 1:
					last.stack = numbers(last.stack, v, b)
				case 2:
					last.values = numbers(last.values, v, b)
				}
				return nil
			})
		case 4:
			var id uint64
			var lines []uint64
			err := fields(b, func(number int, v uint64, b []byte) error {
				switch number {
				case 1:
					id = v
				case 4:
					return fields(b, func(number int, v uint64, _ []byte) error {
						if number == 1 {
							lines = append(lines, v)
						}
						return nil
					})
				}
				return nil
			})
			p.locations[id] = lines
			return err
		case 5:
			var id, name uint64
			err := fields(b, func(number int, v uint64, _ []byte) error {
				switch number {
				case 1:
					id = v
				case 2:
					name = v
				}
				return nil
			})
			p.functions[id] = name
			return err
		case 6:
			p.strings = append(p.strings, string(b))
		}
		return nil
	})
	return p, err
}

// cut keeps at most n frames of Go's runtime in a row.
func cut(frames []string, n int) []string {
	out, row := frames[:0], 0
	for _, f := range frames {
		if row++; !strings.HasPrefix(f, "runtime.") {
			row = 0
		}
		if row <= n {
			out = append(out, f)
		}
	}
	return out
}

// add counts the samples (the first value of a CPU profile) by stack.
func (p *profile) add(counts map[string]uint64, runtime int) error {
	for _, s := range p.samples {
		if len(s.values) == 0 {
			return errShort
		}
		var frames []string
		for i := len(s.stack) - 1; i >= 0; i-- {
			lines := p.locations[s.stack[i]]
			if len(lines) == 0 {
				frames = append(frames, unknown)
			}
			for j := len(lines) - 1; j >= 0; j-- {
				name := p.functions[lines[j]]
				if name >= uint64(len(p.strings)) {
					return errShort
				}
				frames = append(frames, strings.ReplaceAll(p.strings[name], ";", ","))
			}
		}
		if len(frames) == 0 {
			frames = append(frames, unknown)
		}
		counts[strings.Join(cut(frames, runtime), ";")] += s.values[0]
	}
	return nil
}

func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("fold: ")
	runtime := flag.Int("runtime", 1<<30, "frames of Go's runtime to keep in a row")
	flag.Parse()
	counts := map[string]uint64{}
	for _, path := range flag.Args() {
		msg, err := read(path)
		var p *profile
		if err == nil {
			p, err = parse(msg)
		}
		if err == nil {
			err = p.add(counts, *runtime)
		}
		if err != nil {
			log.Fatalf("%s: %v", path, err)
		}
	}
	stacks := make([]string, 0, len(counts))
	for s := range counts {
		stacks = append(stacks, s)
	}
	sort.Strings(stacks)
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(out, "# unit: samples")
	for _, s := range stacks {
		fmt.Fprintf(out, "%s %d\n", s, counts[s])
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}
