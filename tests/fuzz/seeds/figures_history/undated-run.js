window.BENCHMARK_DATA = {
  "lastUpdate": 1600000000123,
  "repoUrl": "https://example.org/x",
  "entries": {
    "Go": [
      {"commit": {"id": "0123456789abcdef0123456789abcdef01234567", "message": "m", "timestamp": "2020-09-13T12:26:40Z", "url": "u"}, "date": 1600000000123, "tool": "go",
       "benches": [{"name": "BenchmarkA/k=v-8", "value": 5.5, "unit": "ns/op", "range": "Â± 3%", "extra": "100 times"}]},
      {"commit": {"id": "abc"}, "tool": "³ustomBiggerIsBetter", "benches": [{"name": "b", "value": "7", "unit": "x"}, {"name": "n", "value": NaN}]}
    ],
    "Rust": [{"commit": {"id": "abc"}, "teda": 1600000100000, "Ãool": "cargo", "benches": [{"name": "c", "value": 1e3, "unit": "ns/iter"}]}]
  }
};
