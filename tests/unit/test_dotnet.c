/* BenchmarkDotNet's JSON and XML: what is a sample, what a benchmark is called, and that the two say the same. */
#include "bench_read.h"

#define DJ INPUT_DOTNET_JSON
#define DX INPUT_DOTNET_XML
#define JSON(benchmarks) "{\"Title\":\"t\",\"HostEnvironmentInfo\":{\"ProcessorName\":\"p\"},\"Benchmarks\":[" benchmarks "]}"
#define CASE(more) "{\"Namespace\":\"N\",\"Type\":\"T\",\"Method\":\"M\"," more "}"
#define VALUES(list) "\"Statistics\":{\"OriginalValues\":[" list "],\"N\":2,\"Mean\":2e9}"
#define XML(benchmarks) "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Summary><HostEnvironmentInfo><ProcessorName>p</ProcessorName></HostEnvironmentInfo><Benchmarks>" benchmarks "</Benchmarks></Summary>"
#define XCASE(more) "<BenchmarkCase><Namespace>N</Namespace><Type>T</Type><Method>M</Method>" more "</BenchmarkCase>"
#define XVALUES(list) "<Statistics><OriginalValues>" list "</OriginalValues><N>2</N><Mean>2e9</Mean></Statistics>"
#define ITEM(v) "<Item>" v "</Item>"

static struct bench_read_row rows[] = {
    {"original values", JSON(CASE(VALUES("1e9,2e9"))), DJ, "N.T.M sec/op< 1 2", NULL},
    {"original values", XML(XCASE(XVALUES(ITEM("1e9") ITEM("2e9")))), DX, "N.T.M sec/op< 1 2", NULL},
    {"a byte order mark is not seen here, but blanks may stand before it all", " \n" JSON(CASE(VALUES("1e9"))), DJ, "N.T.M sec/op< 1", NULL},
    {"values that are not numbers", JSON(CASE(VALUES("1e9,\"\",\"NaN\",\"x\",null"))), DJ, "N.T.M sec/op< 1 !2",
     "0:0 bench-data: Benchmarks[0].Statistics.OriginalValues[3]: is no number of nanoseconds, "
     "0:0 bench-data: Benchmarks[0].Statistics.OriginalValues[4]: is no number of nanoseconds, "
     "0:0 bench-nan: Benchmarks[0].Statistics.OriginalValues[1]: this measurement is not a number and is left out, "
     "0:0 bench-nan: Benchmarks[0].Statistics.OriginalValues[2]: this measurement is not a number and is left out"},
    {"values that are not numbers", XML(XCASE(XVALUES(ITEM("1e9") "<Item/>" ITEM("NaN") "\n" ITEM("x")))), DX, "N.T.M sec/op< 1 !2",
     "2:0 bench-nan: Benchmarks[0].Statistics.OriginalValues[1]: this measurement is not a number and is left out, "
     "2:0 bench-nan: Benchmarks[0].Statistics.OriginalValues[2]: this measurement is not a number and is left out, "
     "3:0 bench-data: Benchmarks[0].Statistics.OriginalValues[3]: is no number of nanoseconds"},
    {"a benchmark that failed", JSON(CASE("\"Statistics\":null")), DJ, "", "0:0 bench-data: Benchmarks[0]: has no statistics: this benchmark failed"},
    {"a benchmark that failed", XML(XCASE("<Statistics/>")), DX, "", "2:0 bench-data: Benchmarks[0]: has no statistics: this benchmark failed"},
    {"a benchmark that failed among others", JSON(CASE("\"Statistics\":null") "," CASE(VALUES("1e9"))), DJ, "N.T.M sec/op< 1",
     "0:0 bench-data: Benchmarks[0]: has no statistics: this benchmark failed"},
    {"a mean without its values",
     JSON(CASE("\"Statistics\":{\"N\":20,\"Mean\":2e9,\"Skewness\":\"\",\"ConfidenceInterval\":{\"Lower\":1e9,\"Upper\":3e9}}")), DJ, "N.T.M sec/op< [2 1..3 n=20]", NULL},
    {"a mean without its values",
     XML(XCASE("<Statistics><N>20</N><Mean>2e9</Mean><ConfidenceInterval><Lower>1e9</Lower><Upper>3e9</Upper></ConfidenceInterval></Statistics>")), DX,
     "N.T.M sec/op< [2 1..3 n=20]", NULL},
    {"neither values nor a mean", JSON(CASE("\"Statistics\":{\"Mean\":\"\"}")), DJ, "", "0:0 bench-data: Benchmarks[0]: has neither original values nor a mean"},
    {"measurements, as far as they are results",
     JSON(CASE("\"Statistics\":{\"Mean\":9e9},\"Measurements\":[{\"IterationMode\":\"Workload\",\"IterationStage\":\"Warmup\",\"Operations\":1,\"Nanoseconds\":9e9},"
               "{\"IterationMode\":\"Workload\",\"IterationStage\":\"Result\",\"Operations\":2,\"Nanoseconds\":4e9},"
               "{\"IterationMode\":\"Overhead\",\"IterationStage\":\"Result\",\"Operations\":2,\"Nanoseconds\":4e9},"
               "{\"IterationMode\":\"Result\",\"Operations\":2,\"Nanoseconds\":2e9},{\"IterationMode\":\"Result\",\"Operations\":0,\"Nanoseconds\":2e9}]")), DJ,
     "N.T.M sec/op< 2 1", "0:0 bench-data: Benchmarks[0].Measurements[4]: is no time of so many operations"},
    {"measurements, as far as they are results",
     XML(XCASE("<Statistics><Mean>9e9</Mean></Statistics><Measurements><Measurement><IterationMode>Workload</IterationMode><IterationStage>Result</IterationStage>"
               "<Operations>2</Operations><Nanoseconds>4e9</Nanoseconds></Measurement><Measurement><IterationMode>Overhead</IterationMode><IterationStage>Result</IterationStage>"
               "<Operations>2</Operations><Nanoseconds>4e9</Nanoseconds></Measurement></Measurements>")), DX, "N.T.M sec/op< 2", NULL},
    {"parameters", JSON(CASE("\"Parameters\":\"Size=10&Text=a/b c&=x&y\"," VALUES("1e9"))), DJ, "N.T.M/Size=10/Text=a\xe2\x81\x84" "b_c/=x/y sec/op< 1", NULL},
    {"parameters", XML(XCASE("<Parameters>Size=10&amp;Text=a</Parameters>" XVALUES(ITEM("1e9")))), DX, "N.T.M/Size=10/Text=a sec/op< 1", NULL},
    {"no namespace", JSON("{\"Namespace\":null,\"Type\":\"T\",\"Method\":\"M\"," VALUES("1e9") "}"), DJ, "T.M sec/op< 1", NULL},
    {"no method", JSON("{\"Type\":\"T\"," VALUES("1e9") "}"), DJ, "", "0:0 bench-data: Benchmarks[0]: has no method"},
    {"one job goes without saying", JSON(CASE("\"DisplayInfo\":\"T.M: ShortRun(N=3)\"," VALUES("1e9"))), DJ, "N.T.M sec/op< 1", NULL},
    {"two jobs are two benchmarks",
     JSON(CASE("\"Parameters\":\"n=1\",\"DisplayInfo\":\"T.M: A(Runtime=.NET 8.0) [n=1]\"," VALUES("1e9")) "," CASE("\"Parameters\":\"n=1\",\"DisplayInfo\":\"T.M: B [n=1]\"," VALUES("2e9"))),
     DJ, "N.T.M/n=1/job=A(Runtime=.NET_8.0) sec/op< 1; N.T.M/n=1/job=B sec/op< 2", NULL},
    {"two jobs are two benchmarks",
     XML(XCASE("<DisplayInfo>T.M: A</DisplayInfo>" XVALUES(ITEM("1e9"))) XCASE("<DisplayInfo>T.M: B</DisplayInfo>" XVALUES(ITEM("2e9")))), DX,
     "N.T.M/job=A sec/op< 1; N.T.M/job=B sec/op< 2", NULL},
    {"names that hold line feeds are not each other's",
     JSON("{\"Namespace\":\"N\",\"Type\":\"T\\nM\",\"Method\":\"X\",\"DisplayInfo\":\"T.M: A\"," VALUES("1e9") "},"
          "{\"Namespace\":\"N\",\"Type\":\"T\",\"Method\":\"M\\nX\",\"DisplayInfo\":\"T.M: B\"," VALUES("2e9") "}"), DJ,
     "N.T\nM.X sec/op< 1; N.T.M\nX sec/op< 2", NULL},
    {"the same job again", JSON(CASE("\"DisplayInfo\":\"T.M: A\"," VALUES("1e9")) "," CASE("\"DisplayInfo\":\"T.M: A\"," VALUES("2e9"))), DJ, "N.T.M sec/op< 1 2", NULL},
    {"memory",
     JSON(CASE(VALUES("1e9") ",\"Memory\":{\"Gen0Collections\":8,\"Gen1Collections\":2,\"Gen2Collections\":0,\"TotalOperations\":4,\"BytesAllocatedPerOperation\":368},"
               "\"Metrics\":[{\"Value\":2000,\"Descriptor\":{\"Id\":\"Gen0Collects\"}},{\"Value\":368,\"Descriptor\":{\"Id\":\"Allocated Memory\",\"Unit\":\"B\"}}]")), DJ,
     "N.T.M sec/op< 1; N.T.M B/op< [368]; N.T.M gen0-collections/op< [2]; N.T.M gen1-collections/op< [0.5]; N.T.M gen2-collections/op< [0]", NULL},
    {"memory",
     XML(XCASE(XVALUES(ITEM("1e9")) "<Memory><Gen0Collections>8</Gen0Collections><TotalOperations>4</TotalOperations><BytesAllocatedPerOperation>368</BytesAllocatedPerOperation></Memory>")),
     DX, "N.T.M sec/op< 1; N.T.M B/op< [368]; N.T.M gen0-collections/op< [2]", NULL},
    {"memory that was not looked at", JSON(CASE(VALUES("1e9") ",\"Memory\":{\"Gen0Collections\":0,\"TotalOperations\":0,\"BytesAllocatedPerOperation\":null}")), DJ, "N.T.M sec/op< 1", NULL},
    {"memory among the metrics alone",
     JSON(CASE(VALUES("1e9") ",\"Metrics\":[{\"Value\":2000,\"Descriptor\":{\"Id\":\"Gen0Collects\",\"Unit\":\"Count\",\"TheGreaterTheBetter\":false}},"
               "{\"Value\":16,\"Descriptor\":{\"Id\":\"Allocated Memory\",\"Unit\":\"B\"}}]")), DJ,
     "N.T.M sec/op< 1; N.T.M gen0-collections/op< [2]; N.T.M B/op< [16]", NULL},
    {"metrics with a direction",
     JSON(CASE(VALUES("1e9") ",\"Metrics\":[{\"Value\":7,\"Descriptor\":{\"Id\":\"CacheHits\",\"TheGreaterTheBetter\":true}},"
               "{\"Value\":5e9,\"Descriptor\":{\"Id\":\"Lock Wait\",\"Unit\":\"ns\",\"TheGreaterTheBetter\":false}},{\"Value\":6,\"Descriptor\":{\"Id\":\"Native Code\",\"Unit\":\"B\",\"UnitType\":3}},"
               "{\"Value\":\"\",\"Descriptor\":{\"Id\":\"None\"}},{\"Value\":1,\"Descriptor\":{}}]")), DJ,
     "N.T.M sec/op< 1; N.T.M CacheHits/op> [7]; N.T.M Lock_Wait-sec/op< [5]; N.T.M Native_Code-B? [6]", "0:0 bench-data: Benchmarks[0]: has a metric without an Id"},
    {"metrics with a direction",
     XML(XCASE(XVALUES(ITEM("1e9")) "<Metrics><Item><Value>7</Value><Descriptor><Id>CacheHits</Id><TheGreaterTheBetter>True</TheGreaterTheBetter></Descriptor></Item>"
               "<Item><Value>6</Value><Descriptor><Id>Code</Id><Unit>B</Unit><UnitType>CodeSize</UnitType><TheGreaterTheBetter>False</TheGreaterTheBetter></Descriptor></Item></Metrics>")), DX,
     "N.T.M sec/op< 1; N.T.M CacheHits/op> [7]; N.T.M Code-B< [6]", NULL},
    {"no benchmark", JSON(""), DJ, "", "0:0 file-empty: this file holds no benchmark result"},
    {"no benchmark", XML(""), DX, "", "0:0 file-empty: this file holds no benchmark result"},
    {"cut in the middle", "{\"HostEnvironmentInfo\":{},\"Benchmarks\":[{\"Method\":\"M\"", DJ, "", "1:54 bench-data: the file ends within its JSON"},
    {"cut in a value: it is not taken for one", "<Summary><HostEnvironmentInfo/><Benchmarks><BenchmarkCase><Type>T</Type><Method>M</Method><Statistics><OriginalValues>"
     ITEM("1e9") "<Item>1234", DX, "T.M sec/op< 1", "1:145 bench-data: the file ends within its XML"},
    {"cut before the first value", "<Summary><HostEnvironmentInfo/><Benchmarks><BenchmarkCase><Type>T</Type><Method>M</Method><Stat", DX, "", "1:96 bench-data: the file ends within its XML"},
    {"an external entity", "<!DOCTYPE Summary [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Summary><BenchmarkCase>&x;</BenchmarkCase></Summary>", DX, "",
     "1:19 bench-data: XML with a document type is not read: what it declares might stand for anything"},
    {"another Summary", "<Summary><Total>5</Total></Summary>", INPUT_UNKNOWN, "", NULL},
};

static void host_is_configuration(void **state) {
  struct bench_read r;
  bench_read_text(&r, "x", str_of(*state));
  assert_int_equal(r.table.rows.n, 1);
  assert_true(str_eq(bench_config_get(&r.table, r.table.rows.at[0].side[SIDE_HEAD].config, STR("cpu")), STR("p")));
  bench_read_free(&r);
}

#define MOCK "BenchmarkDotNet.Tests.Mocks.MockBenchmarkClass"

/* The same benchmark by each of the exporters, and files of others: n, the first sample and the sum, as Python's json reads them. */
static struct shared {
  const char *file;
  size_t rows, row, n;
  double first, sum;
  const char *suite, *name;
} shared[] = {
    {"upstream-JsonExporter-brief.json", 2, 1, 6, 1, 6, MOCK, "Bar"},
    {"upstream-JsonExporter-brief-compressed.json", 2, 1, 6, 1, 6, MOCK, "Bar"},
    {"upstream-JsonExporter-full.json", 4, 2, 6, 1, 6, MOCK, "Bar"},
    {"upstream-JsonExporter-full-compressed.json", 4, 2, 6, 1, 6, MOCK, "Bar"},
    {"upstream-XmlExporter-brief.xml", 4, 2, 6, 1, 6, MOCK, "Bar"},
    {"upstream-XmlExporter-brief-compressed.xml", 4, 2, 6, 1, 6, MOCK, "Bar"},
    {"upstream-XmlExporter-full.xml", 4, 2, 6, 1, 6, MOCK, "Bar"},
    {"upstream-XmlExporter-full-compressed.xml", 4, 2, 6, 1, 6, MOCK, "Bar"},
    {"gab-benchmarkdotnet.json", 2, 0, 14, 24.805462032556534, 341.8829190135002, "Sample.Benchmarks", "Fib10"},
    {"two_more.json", 2, 1, 13, 51.17876464128494, 669.7610597014427, "Sample.Benchmarks", "Fib20"},
    {"memory.json", 10, 0, 3, 76.35858058929443, 232.48348236083984, "BenchmarkDotNet.Samples.Memory", "AllocEmptyList"},
};

static void check_shared_file(void **state) {
  const struct shared *want = *state;
  struct buf path = BUF_INIT;
  buf_printf(&path, "corpus/bench/benchmarkdotnet/%s", want->file);
  buf_char(&path, '\0');
  const char *at = check_shared(path.p);
  buf_free(&path);
  size_t n;
  struct str text = {check_file(at, &n), n};
  if (str_starts(text, STR("\xef\xbb\xbf"))) text = str_slice(text, 3, text.n); /* as source_load does */
  struct bench_read r;
  bench_read_text(&r, want->file, text);
  assert_string_equal(bench_read_diags(&r), "");
  assert_int_equal(r.table.rows.n, want->rows);
  const struct bench_row *row = &r.table.rows.at[want->row];
  const struct f64_vec *s = &row->side[SIDE_HEAD].samples;
  assert_true(str_eq(row->id.suite, str_of(want->suite)) && str_eq(row->id.name, str_of(want->name)));
  assert_true(str_eq(row->id.unit, STR("sec/op")));
  assert_int_equal(row->better, BETTER_LOWER);
  double sum = 0;
  VEC_EACH(const double, v, s) sum += *v;
  assert_int_equal(s->n, want->n);
  check_double(s->at[0], want->first * 1e-9, 1e-14);
  check_double(sum, want->sum * 1e-9, 1e-13);
  bench_read_free(&r);
}

/* Figures alone: two.json has none of its values, null_namespace.json nothing but a mean. */
static void figures(void **state) {
  (void)state;
  size_t n;
  struct bench_read r;
  struct str text = {check_file(check_shared("corpus/bench/benchmarkdotnet/two.json"), &n), n};
  bench_read_text(&r, "two.json", text);
  assert_int_equal(r.table.rows.n, 2);
  const struct bench_row *row = &r.table.rows.at[1];
  const struct bench_figures *f = row->side[SIDE_HEAD].figures;
  assert_true(str_eq(row->id.suite, STR("BenchmarkDotNet.Samples.Intro.IntroJsonExport")) && str_eq(row->id.name, STR("Sleep20")));
  assert_true(str_eq(row->id.unit, STR("sec/op")));
  assert_int_equal(row->better, BETTER_LOWER);
  check_double(f->centres.at[0], 20360791.931687497e-9, 1e-15);
  check_double(f->lo, 20339763.448589232e-9, 1e-15);
  check_double(f->hi, 20381820.414785761e-9, 1e-15);
  assert_int_equal(f->n, 20);
  bench_read_free(&r);
  text = (struct str){check_file(check_shared("corpus/bench/benchmarkdotnet/null_namespace.json"), &n), n};
  bench_read_text(&r, "null_namespace.json", text);
  assert_string_equal(bench_read_rows(&r), "NullNamespaceMethod sec/op< [0]");
  bench_read_free(&r);
}

int main(void) {
  static char json[] = JSON(CASE(VALUES("1e9"))), wrapped[] = "{\"HostEnvironmentInfo\":{\"ProcessorName\":{\"IsValueCreated\":true,\"Value\":\"p\"}},\"Benchmarks\":[" CASE(VALUES("1e9")) "]}",
              xml[] = XML(XCASE(XVALUES(ITEM("1"))));
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  check_test_state("the host, JSON", host_is_configuration, json);
  check_test_state("the host, an early version", host_is_configuration, wrapped);
  check_test_state("the host, XML", host_is_configuration, xml);
  for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) check_test_state(shared[i].file, check_shared_file, &shared[i]);
  check_test("figures alone", figures);
  return check_run("dotnet");
}
