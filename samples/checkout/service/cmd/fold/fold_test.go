package main

import (
	"reflect"
	"testing"
)

// field is one length-delimited field, or a varint below 128 when b is nil.
func field(number, v byte, b []byte) []byte {
	if b == nil {
		return []byte{number << 3, v}
	}
	return append([]byte{number<<3 | 2, byte(len(b))}, b...)
}

func join(parts ...[]byte) (out []byte) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func TestParse(t *testing.T) {
	line := func(function byte) []byte { return field(4, 0, field(1, function, nil)) }
	msg := join(
		field(2, 0, join(field(1, 0, []byte{1, 2}), field(2, 0, []byte{3, 30}))),
		field(2, 0, join(field(1, 2, nil), field(2, 4, nil), field(2, 40, nil))),
		field(4, 0, join(field(1, 1, nil), line(1), line(2))), // leaf, inlined into its caller
		field(4, 0, join(field(1, 2, nil), line(3))),
		field(5, 0, join(field(1, 1, nil), field(2, 1, nil))),
		field(5, 0, join(field(1, 2, nil), field(2, 2, nil))),
		field(5, 0, join(field(1, 3, nil), field(2, 3, nil))),
		field(6, 0, []byte{}), field(6, 0, []byte("leaf")), field(6, 0, []byte("caller")), field(6, 0, []byte("root")),
	)
	p, err := parse(msg)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]uint64{}
	if err := p.add(counts, 9); err != nil {
		t.Fatal(err)
	}
	if want := (map[string]uint64{"root;caller;leaf": 3, "root": 4}); !reflect.DeepEqual(counts, want) {
		t.Errorf("counts = %v, want %v", counts, want)
	}
	for n := 1; n < 10; n++ {
		if _, err := parse(msg[:n]); err == nil {
			t.Errorf("the first %d bytes were taken for a profile", n)
		}
	}
}

func TestCut(t *testing.T) {
	in := []string{"runtime.a", "runtime.b", "main.f", "runtime.c", "runtime.d", "main.g"}
	want := []string{"runtime.a", "main.f", "runtime.c", "main.g"}
	if got := cut(append([]string(nil), in...), 1); !reflect.DeepEqual(got, want) {
		t.Errorf("cut = %v, want %v", got, want)
	}
	if got := cut(append([]string(nil), in...), 2); !reflect.DeepEqual(got, in) {
		t.Errorf("cut = %v, want %v", got, in)
	}
}
