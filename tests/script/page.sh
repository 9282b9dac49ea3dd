# What the page says beside its figures: waivers, small words, and no word that says nothing.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

bench() { # bench NAME NS: ten samples about that many nanoseconds
  for sample in 0 1 2 3 4 5 6 7 8 9; do printf 'Benchmark%s-8\t1000\t%s.%s ns/op\n' "$1" "$2" "$sample"; done
}
start() { # start: an empty folder of inputs
  rm -rf in && mkdir -p in/base in/head in/history
}
render() { # render OPTION...: page.html, its no-break spaces as blanks
  perfpage report in -o page.html "$@" >/dev/null 2>&1
  sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/_/g' page.html >plain.html
}
says() { # says NAME TEXT
  check "$1" grep -qF -- "$2" plain.html
}
lacks() { # lacks NAME TEXT
  refuse "$1" grep -qF -- "$2" plain.html
}
waiver() { # waiver WHAT UNTIL: a row
  printf '| `Benchmark%s` | %s | @dev | new checksum |\n' "$1" "$2"
}

start
{
  printf '# checkout\n\n## Benchmarks\n\n| Benchmark | Gate |\n| --- | --- |\n| `BenchmarkHot` | < 2%% slower |\n| `BenchmarkCold` | < 2%% slower |\n'
  printf '\n## Waivers\n\n| Rule | Until | Who | Why |\n| --- | --- | --- | --- |\n'
  waiver Hot 2030-01-01
  waiver Cold 2030-01-01
  waiver Hot 2026-01-01
  waiver Cold soon
} >in/PERFORMANCE.md
(bench Hot 100 && bench Cold 100) >in/base/b.txt
(bench Hot 150 && bench Cold 100) >in/head/b.txt
render --now 2026-06-01
says "a waiver in force" 'In force</span> excuses <a href="#g-'
says "a waiver that excuses nothing" 'Excuses nothing</span> in force, and no gate of that name fails'
says "a waiver that has expired" 'Expired</span> <bdi>what it excused counts again'
says "a waiver without a date" 'Does not apply</span> <bdi>'
same "a mark for each waiver" 4 "$(grep -oE '(In force|Excuses nothing|Expired|Does not apply)</span>' page.html | wc -l | tr -d ' ')"
check "an option is not broken at its hyphens" grep -q 'from <code class="nb">--now</code>' page.html

start
bench Hot 100 >in/head/b.txt
render
lacks "without a base nothing is new" '<span class="nt">new'
start
bench Old 100 >in/base/b.txt
bench Hot 100 >in/head/b.txt
render
says "beside a base it is" '<span class="nt">new'

start
for day in 01 02 03; do
  { printf 'date: 2026-01-%s\nrun: r%s\n' "$day" "$day" && bench Hot 100; } >>in/history/h.txt
done
rm -r in/base in/head
render
refuse "a date alone ends in no dot" grep -q '</time> · *</div>' page.html
check "the newest run of a history is dated" grep -q '</time>' page.html

start
printf '# checkout\n\n## Performance budgets per route\n\n| Route | Budget at p50 | Budget at p99 |\n| --- | --- | --- |\n' >in/PERFORMANCE.md
echo 'scope,name,quantile,within,value,unit,n' >in/head/metrics.csv
for i in 1 2 3 4 5; do
  printf '| GET /r%s | 2 ms | 9 ms |\n' "$i" >>in/PERFORMANCE.md
  printf 'route,GET /r%s,p50,,1,ms,1000\nroute,GET /r%s,p99,,5,ms,1000\n' "$i" "$i" >>in/head/metrics.csv
done
render
says "routes told in a line: which quantile" '>GET /r3</bdi></a></code> p50 1.00 ms'
says "and the other" '>GET /r3</bdi></a></code> p99 5.00 ms'
finish
