#include "read/grammar.h"

/* The expressions. All are matched without regard to case; quantifiers are possessive wherever giving back cannot help, and
 * runs of arbitrary text have a bound, so that no hostile string costs more than a few milliseconds. */

#define GAP "[,_ \\x{A0}\\x{2009}\\x{202F}]"
#define NUM "(?:[0-9]{1,3}(?:" GAP "[0-9]{3})++(?![0-9])(?:\\.[0-9]++)?|[0-9]++(?:\\.[0-9]++)?(?:e[-+]?[0-9]++)?+)"
#define UNIT "(?:%|[×x](?![a-z/])|[a-zµμ]++(?:/[a-z]++)?+)(?![a-z0-9%_])"
#define VAL "(?<val>" NUM ")\\s?(?<unit>" UNIT ")"

#define UPPER_WORDS                                                                                                    \
  "less than or equal to|(?:no more|not more|less|lower|fewer|smaller|faster) than|at most|(?:not|never) exceed(?:ing|s)?|" \
  "below|under|within|up to|max(?:imum)?(?: of)?"
#define LOWER_WORDS "greater than or equal to|(?:no less|not less|greater|more|higher) than|at least|above|min(?:imum)?(?: of)?"
#define SYMBOLS "[<>]=?|=<|[≤≥⩽⩾]"
#define WORDS "(?<![a-z])(?:" UPPER_WORDS "|" LOWER_WORDS ")(?![a-z])"
#define OP "(?:" SYMBOLS "|" WORDS ")"

#define Q "p[0-9]{1,3}(?:\\.[0-9]++)?"
#define QWORD Q "|[0-9]{1,2}(?:\\.[0-9]++)?(?:st|nd|rd|th)[ -](?:percentile|%ile)|max(?:imum)?"
#define KIND_OF_TIME "(?:\\s++(?:latency|latencies|response\\s++times?|durations?|times?))?+"
/* The words between a subject and its bound. */
#define AUX "(?:\\b(?:stays?|should|shall|must|will|is|are|be|remains?|kept|to|has|have|always|not be|run)\\s++)*+"
#define VERB                                                                                                           \
  "(?:(?:complete|respond|return|finish|serve|process|answer|load|render|execute|start|handle|resolve|deliver|commit|" \
  "take|replie|reply|end|arrive|publish)(?:s|d|ed|ing)?\\s++|ready\\s++|done\\s++|faster\\s++)?+"
#define SUCCESS "success(?:es|ful|fully)?|availab(?:le|ility)|uptime"

#define DANGLING "[≤≥⩽⩾]|(?<=\\s)[<>]=?(?=\\s)|\\x1A"
#define SHARE "(?<![\\w.,])(?<n>[0-9][0-9,._]*+)\\s?(?:%|percent\\b)"
#define MONTHS "month|quarter|week|year|day"
#define METHOD "(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE)"
#define METRIC "[a-z](?:[\\w ./-]{0,60}?[\\w])?"
#define SPAN "[0-9]++(?:\\.[0-9]++)?\\s?(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)"
#define AGAINST "(?:vs\\.?|versus|against|compared (?:to|with)|than|over|of)\\s++(?:the\\s++)?+"

#define PRE "^[^a-z]*+(?:the\\s++)?+"
#define IN_BRACKETS "(?:\\s*+\\(.*\\))?"

static const char *const expressions[GRAMMAR_MAX] = {
    /* ---- cells ---- */
    [GRAMMAR_BOUND_CELL] = "^(?:(?<q>" Q ")" KIND_OF_TIME "\\s*+)?(?<op>" OP ")?\\s*+[~≈]?" VAL "(?<tail>[ (][^<>≤≥=±0-9]*+)?$",
    [GRAMMAR_MULTI_CELL] = "^(?:" OP "\\s*+)?(?<a>" NUM ")\\s?(?:[a-zµμ]++\\s?)?+/\\s?(?<b>" NUM ")\\s?(?:(?:[a-zµμ]++\\s?)?+/"
                           "\\s?(?<c>" NUM ")\\s?)?(?<unit>" UNIT ")$",
    [GRAMMAR_BENCH_DELTA] =
        "(?J)^(?:(?<none>no (?:performance )?(?:regressions?|slowdowns?|change for the worse)|must not (?:regress|slow down)|never slower|"
        "not slower)"
        "|(?<zero>(?:(?:(?<op>" OP ")\\s*+)?\\+?(?<count>[0-9]++)|no|zero) (?:new |additional |extra |more )(?<what>alloc(?:ation)?s?(?:/op)?))"
        "|(?:(?<op>[<≤⩽]=?|=<|(?:" UPPER_WORDS ")(?![a-z])|(?:>=?|[≥⩾]|(?:" LOWER_WORDS ")(?![a-z]))(?=[^%]*+$))\\s*+)?(?<sign>[-+−±])?\\s?" VAL
        "(?:\\s++(?<dir>slower|worse|regression|slowdown|increase|growth|faster|better|improvement|degradation))?"
        ")(?:\\s*+\\((?<note>[^()]*+)\\))?$",
    [GRAMMAR_BENCH_GLOB] = "^`?(?<g>[a-z_*?\\[][^\\s`<>()%|]*+)`?$",
    [GRAMMAR_ROUTE_CELL] = "^`?(?:(?<method>" METHOD "(?:\\s*+[|,/]\\s*+" METHOD ")*+)\\s*+)?`?(?<path>/[^\\s`]*+)`?$",
    [GRAMMAR_CANARY_CLAUSE] =
        "(?J)^(?:(?<same>same (?:thresholds?|criteria|conditions?|limits?|as (?:above|before)))\\b.*"
        "|(?<any>any (?:new )?(?:errors?|panics?|crash(?:es)?|5xx|failures?|restarts?|ooms?|alerts?))"
        "|(?<op>" OP ")\\s*+(?<mult>" NUM ")\\s?[×x]\\s++(?<m1>" METRIC ")\\s++" AGAINST "(?<base>[a-z][\\w -]{0,40})"
        "|(?<m2>" METRIC ")\\s*+(?:(?<sign>[-+−])\\s?|(?:is |goes )?(?<op2>" OP ")\\s*+)(?<val>" NUM ")\\s?(?!percent)(?<unit>" UNIT ")(?:\\s++" AGAINST "(?<base2>[a-z][\\w -]{0,40}?))?"
        "(?:\\s++(?:for|over|sustained)\\s++(?<for>" SPAN "))?"
        ")\\.?$",
    [GRAMMAR_TARGET] =
        "^(?:(?:with|at|for)\\s++)?(?:an?\\s++)?(?:[≥⩾]\\s*+|>=\\s*+|at least\\s++)?(?<t>" NUM ")\\s?(?:%|percent)"
        "(?:\\s++(?:achievement|target|objective|availability|uptime|success\\w*+|ready|pass\\w*+|met|compliance|over|within|per|in|each|"
        "during|measured|of (?:the )?(?:time|requests|days|minutes|windows|slices)|of (?:all|valid) |(?:rolling|sliding|calendar|"
        "monthly|weekly|quarterly))\\b.*|\\s*+\\(.*\\)|\\s*+[,;].*)?\\.?$",
    [GRAMMAR_WINDOW] =
        "(?:(?<kind>rolling|sliding|trailing|calendar)\\s++)?(?<![\\w.,])(?<n>[0-9]{1,5})[\\s-]?(?<unit>days?|d|weeks?|w|hours?|hrs?|h|"
        "months?|quarters?|years?|y|mins?|minutes?)(?![\\w\\x{80}-\\x{10FFFF}])(?:[\\s-]+(?<kind2>rolling|sliding|trailing|window))?"
        "|\\b(?<kind3>calendar|per|each|every)[\\s-]++(?<cal>" MONTHS ")\\b|\\b(?<cal2>monthly|quarterly|weekly|yearly|annually|daily)\\b",
    [GRAMMAR_ALERT] = "^(?<m>" METRIC ")\\s++(?<op>over|exceeds|" OP ")\\s*+" VAL "\\s++(?:sustained|for|over|during)\\s++(?:the last\\s++)?"
                      "(?<n>[0-9]++)\\s?(?<du>m|mins?|minutes?|h|hours?|s|seconds?|d|days?)\\.?$",

    /* ---- sentences of an SLO section ---- */
    [GRAMMAR_S_QUANTILE] = "(?<![\\w.])(?<q>" QWORD ")" KIND_OF_TIME "\\s++(?:of|for|on)\\s++`?(?<subj>[^\\s<≤][^;]{0,200}?)`?" KIND_OF_TIME
                           "\\s*+" AUX "(?<op>" OP ")\\s*+" VAL,
    [GRAMMAR_S_QUANTILE_BARE] = "(?<![\\w.])(?<q>" QWORD ")" KIND_OF_TIME "(?:\\s++target)?+:?\\s*+" AUX "(?<op>" OP ")\\s*+" VAL,
    [GRAMMAR_S_RATIO] = "(?<![\\w.,-])(?<!than )(?<!below )(?<!under )(?<!< )(?<!<)(?<!≤ )(?<!≤)(?<t>" NUM ")\\s?%\\s++of\\s++(?:the\\s++)?+"
                        "`?(?<subj>\\S[^;]{0,160}?)`?\\s++" AUX VERB "(?:(?<op>" OP "|in)\\s*+" VAL "|(?<succ>succeeds?(?:ed)?|are successful|"
                        "successful(?:ly)?)\\b)",
    [GRAMMAR_S_AVAIL] = "(?J)(?<![\\w.,-])(?<!than )(?<!below )(?<!under )(?<!< )(?<!<)(?<!≤ )(?<!≤)(?<t>" NUM ")\\s?%\\s++(?:(?:service|monthly|"
                        "request|overall)\\s++)?+(?<what>availability|uptime|success(?:ful)?(?: rate)?)\\b"
                        "|(?<what>availability|uptime|success rate)\\s*+(?:(?:target|slo|goal|objective)\\s*+)?+(?::\\s*+)?" AUX
                        "(?:of|at|≥|⩾|>=|=|at least|no less than|not less than)?\\s*+(?<t>" NUM ")\\s?%",
    [GRAMMAR_S_RESOURCE] = "(?:^|\\G(?:\\s*+(?:and|or|with)\\s++)?|[,;:(])\\s*+`?(?<subj>\\pL[^,;:<>≤≥⩽⩾=()]{0,119}?)[:\\s`]*+" AUX "(?<op>" OP
                           ")\\s*+" VAL,
    [GRAMMAR_S_TARGET] = "(?J)(?<![\\w.,-])(?<t>" NUM ")\\s?(?:%|percent)\\s++(?:achievement|target|objective|of (?:the |all )?(?:[0-9]+[ -]minute )?"
                         "(?:time|minutes?|windows?|slices?|days?|hours?|intervals?)\\b|compliance)"
                         "|\\b(?:achievement|target|objective)s?+(?:\\s++of|\\s++is|:)?+\\s++(?<t>" NUM ")\\s?(?:%|percent)(?![\\w%])"
                         "|\\b(?:with|at|met)\\s++(?:an?\\s++)?(?<t>" NUM ")\\s?(?:%|percent)(?![\\w%])",
    [GRAMMAR_S_TARGET_LIKE] = SHARE "\\s++(?:achievement|target|objective|of (?:the |all )?time|compliance)\\b",
    [GRAMMAR_S_SHARE] = SHARE,
    [GRAMMAR_S_RATE] = "\\b(?:at|under|with|up to)\\s++(?:a load of\\s++)?(?<val>" NUM ")\\s?(?<unit>" UNIT ")",
    [GRAMMAR_S_GOAL] = "^(?:slo|target|objective|goal)\\s*+:\\s*+(?:≥\\s*+|>=\\s*+|at least\\s++)?(?<t>" NUM ")\\s?(?:%|percent)(?![\\w%])(?<tail>.*)$",
    [GRAMMAR_S_PROFILE] = "(?J)\\b(?:any|no|each|every|a)\\s++(?:single\\s++)?(?:function|frame|symbol)s?\\b[^;%+]{0,60}?(?<!new )[+>]\\s?(?<a>" NUM
                          ")\\s?(?:%|pp)\\s*+(?<akind>absolute|abs|relative|rel|points?)?\\b(?:[^;%+]{0,20}?\\b(?:or|and)\\s++[+>]?\\s?(?<b>" NUM
                          ")\\s?(?:%|pp)\\s*+(?<bkind>absolute|abs|relative|rel|points?)\\b)?",
    [GRAMMAR_S_NEW_HOTSPOT] = "\\b(?:no|any|a)\\s++new\\s++(?:hot[- ]?spots?|functions?|frames?)\\b[^;%0-9]{0,40}?(?:" OP "|over|exceeds)\\s*+(?<a>" NUM
                              ")\\s?%",
    [GRAMMAR_S_FLOOR] = "\\bfloor\\b[^0-9;]{0,20}(?<a>" NUM ")\\s?%",
    [GRAMMAR_S_PROFILE_SUSPECT] = "\\b(?:functions?|frames?|symbols?|hot[- ]?spots?|profiles?)\\b.{0,200}?[0-9]\\s?(?:%|pp)",
    [GRAMMAR_S_PGO_SAMPLES] = "(?J)\\bsamples?\\b[^;0-9<>≤≥]{0,40}?(?<op>" OP "|over|exceeds?)\\s*+(?<a>" NUM ")\\s?(?<k>[km]\\b)?+(?![\\w%]|\\.[0-9]|\\s?(?:thousand|million|billion|mio|mn|g|t|s|h|d|sec\\w*+|min\\w*+|hours?|days?|weeks?|months?)\\b)"
                              "|(?<op>" OP "|over|exceeds?)\\s*+(?<a>" NUM ")\\s?(?<k>[km])?\\s++(?:(?:cpu|profile|sample)\\s++)?samples?\\b",
    [GRAMMAR_S_PGO_AGE] = "\\b(?:re-?collect|re-?record|refresh|renew|age|older|old)(?:ed|ing)?\\b(?<span>[^;0-9]{0,40}(?:[0-9]{1,4}\\s?(?:d|days?|w|weeks?|"
                          "months?|quarters?)\\b|(?<=\\s)(?:daily|weekly|monthly|quarterly)\\b|\\b(?:every|each|per)\\s++(?:day|week|month|quarter)\\b))"
                          "|\\b(?:collect|record)(?:ed)?\\b(?<span3>[^;0-9]{0,20}(?:\\b(?:daily|weekly|monthly|quarterly)\\b|\\b(?:every|each|per)\\s++(?:[0-9]{1,3}\\s++)?"
                          "(?:days?|weeks?|months?|quarters?)\\b))|(?<span2>[0-9]{1,4}\\s?(?:d|days?|w|weeks?|months?))\\s++old\\b",
    [GRAMMAR_S_PGO_DRIFT] = "\\b(?:drift|shape|shift)\\w*+\\b[^;0-9<>≤≥]{0,40}?(?<op>" OP "|over|exceeds?)\\s*+(?<a>" NUM ")\\s?(?<pct>%|pp|percent)?+(?!\\w|\\.[0-9])",
    [GRAMMAR_S_PGO_LOAD] = "\\bload\\b[^;0-9<>≤≥]{0,40}?(?:" OP "|over|exceeds?)\\s*+(?:[0-9]|n\\b)",
    [GRAMMAR_S_PGO_SUSPECT] = "\\b(?:samples?|age|older|drift\\w*+|shape|load)\\b[^;]{0,60}?(?:" OP ")\\s*+[~≈]?[0-9]|(?:" OP ")\\s*+[~≈]?[0-9][\\w,.]*+\\s++samples?\\b",
    [GRAMMAR_GATE_ITEM] = "^`?(?<g>Benchmark[^\\s`:<>()%|]*+)`?\\s*+(?::|–|—|-|=|→|(?:(?:must|may|should|shall|can|will)\\s++(?:only\\s++)?+(?:be|stay|remain|get)|is|stays?)(?:\\s++at(?!\\s++(?:most|least)))?+(?![a-z]))?\\s*+(?<delta>(?:" OP "|[-+−±0-9]|no\\b|must\\b|zero\\b).*)$",
    [GRAMMAR_S_SUSPECT] = "[0-9](?:st|nd|rd|th)?[ -]?(?:percentile|%ile)|(?<![\\w.])p[0-9]{1,3}(?:\\.[0-9]++)?(?![\\w])|%|(?<![\\w.,])[0-9]{1,3}\\.[0-9]++\\s++of\\b|(?:" OP ")\\s*+[~≈]?[0-9]|" DANGLING,
    [GRAMMAR_S_FIGURE] = "(?<![\\w.,/-])" VAL,
    [GRAMMAR_S_ITEM_FIGURE] = "(?:[:=→–—]|\\s-)\\s++(?:" OP ")?\\s*+[~≈]?(?![0-9]{4}-)[0-9]|" VAL "\\.?$",
    [GRAMMAR_S_GATE_ITEM_SUSPECT] = "^`?Benchmark(?-i:[^\\sa-z]).{0,500}?(?:regress|slow|fast|alloc)",
    [GRAMMAR_S_BENCHMARK] = "(?<![\\w])Benchmark(?-i:[A-Z0-9_*?])",
    [GRAMMAR_S_DANGLING] = DANGLING,
    [GRAMMAR_S_COMPARED] = "(?<op>" OP ")\\s*+[~≈]?(?<val>[0-9][0-9,_.]*+)\\s?(?<unit>%|[a-zµμ×][a-zµμ/]*+)?",
    [GRAMMAR_S_PERCENTILE] = "(?<![\\w.])p(?<n>[0-9]++(?:\\.[0-9]++)?)(?![\\w])",
    [GRAMMAR_S_SHARE_OF] = "(?<![\\w.,-])(?<n>" NUM ")\\s?%\\s++of\\b",
    [GRAMMAR_S_NO_LENGTH] = "\\b(?:rolling|sliding|trailing)\\s++(?:window|period)\\b",
    [GRAMMAR_CELL_NUMBER] = "^(?:" Q "\\s++)?(?<op>" OP ")?\\s*+[-+−~≈]?\\s?(?<val>[0-9][0-9,_.]*+)\\s?(?<rest>.*)$",
    [GRAMMAR_HEADER_UNIT] = "[(\\[]\\s*+(?:in\\s++)?(?<unit>" UNIT ")\\s*+[)\\]]\\s*+$",

    /* ---- headings; earlier rows of GRAMMAR_HEADINGS win ---- */
    [GRAMMAR_H_WAIVER] = PRE "(?:[\\w-]+\\s++)?waivers?\\b",
    [GRAMMAR_H_SETTINGS] = PRE "(?:[\\w-]+\\s++)?settings$",
    [GRAMMAR_H_ANTI] = PRE "(?:[\\w-]+\\s++)?anti[- ]?patterns?\\b",
    [GRAMMAR_H_TUNING] = PRE "(?:[\\w-]+\\s++)?(?:tuning|optimi[sz]ations?)\\s++(?:history|log|journal|record|diary|changelog)\\b",
    [GRAMMAR_H_RUNBOOK] = PRE "(?:[\\w-]+\\s++)?(?:runbooks?|playbooks?)\\b",
    [GRAMMAR_H_HOTSPOT] = PRE "(?:[\\w-]+\\s++)?hot[- ]?(?:spots?|paths?)\\b",
    [GRAMMAR_H_PGO] = PRE "(?:PGO|profile[- ]guided)\\b",
    [GRAMMAR_H_CANARY] = PRE "(?:[\\w-]+\\s++)?canar(?:y|ies)\\b",
    [GRAMMAR_H_ALERT] = PRE "(?:burn[- ]rate\\s++|slos?\\s++|[\\w-]+\\s++)?alert(?:s|ing)?\\b",
    [GRAMMAR_H_BASELINE] = PRE "(?:[\\w-]+\\s++)?(?:baselines?|benchmark\\s++results?)\\b",
    [GRAMMAR_H_GATE] = PRE "(?:(?:ci|cd|ci/cd|performance|perf|regression|benchmark|quality|release|merge|pr|pull[- ]request|build|profile|hard)\\s++)*+"
                       "(?:gates?\\b|gating\\b|regression\\s++(?:thresholds?|limits?|policy)\\b)|" PRE "regression\\s++(?:thresholds?|gates?|limits?|budgets?|policy)\\b",
    [GRAMMAR_H_ROUTE] = PRE "(?:(?:api\\s++)?(?:routes?|endpoints?)\\b(?!-)|(?:[\\w-]+\\s++){0,4}per[- ](?:route|endpoint)s?\\b|(?:[\\w-]+\\s++){0,3}?(?:route|"
                        "endpoint)s?\\s++(?:latency\\s++)?(?:budgets?|targets?)\\b)",
    [GRAMMAR_H_COMPONENT] = PRE "(?:(?:latency\\s++)?budgets?$|(?:(?:latency|time|performance|p[0-9.]+)\\s++)*+budgets?\\b.{0,60}\\bcomponents?\\b|per[- ]component\\b|"
                            "components?(?:[- ]level)?\\s++(?:latency\\s++)?(?:budgets?|breakdown)\\b|end[- ]to[- ]end\\s++(?:latency\\s++)?budget\\b|"
                            "[^.]{0,60}\\binto\\s++(?:an?\\s++|the\\s++)?budgets?$)",
    [GRAMMAR_H_SLO] = PRE "(?:(?:(?!(?:how|why|what|when|where|which|who|\\w+ing)\\b)[\\w-]+\\s++)?(?:sl[oi]s?\\b(?:\\s*+/\\s*+sl[oi]s?\\b)*+|"
                      "service[- ]level\\s++(?:objective|indicator|target)s?\\b)"
                      "|(?:(?:performance|primary|secondary|latency|availability|reliability|core|key|our|service|response|time|rapid|delivery)\\s++)*+"
                      "(?:targets?\\b|objectives?$))",
    [GRAMMAR_H_ERRBUDGET] = PRE "(?:error\\s++(?:rate\\s++)?budgets?\\b)",
    [GRAMMAR_H_CAPACITY] = PRE "(?:resource\\s++(?:budgets?|limits?)|capacity)\\b",
    [GRAMMAR_H_KPI] = PRE "(?:[\\w-]+\\s*+(?:&|and)\\s*+)?(?:kpis?|key\\s++performance\\s++indicators?)\\b",
    [GRAMMAR_H_COST] = PRE "costs?(?:$|\\s++(?:model|breakdown|estimates?|figures?|of running|per)\\b)",
    [GRAMMAR_H_SPRINT] = PRE "(?:[\\w-]+\\s++)?sprints?\\b",

    /* ---- column headers ---- */
    [GRAMMAR_C_DATE] = "^(?:date|when|day|last\\s++(?:verified|updated|reviewed|checked)|(?:verified|measured|updated)\\s++on)$",
    [GRAMMAR_C_TARGET] = "^(?!.*\\b(?:alert|critical|warning|page|burn)\\b)(?:(?:[\\w.%/-]+\\s++){0,2}(?:targets?|thresholds?|goals?|objectives?)"
                         "(?:\\s++(?:success rate|value|bound|latency))?" IN_BRACKETS "|slo\\s*+\\(.*\\)|(?:bound|limit|must be)" IN_BRACKETS ")$",
    [GRAMMAR_C_BUDGET] = "^(?:(?:" Q "|latency|time|allocated|max(?:imum)?|planned|our)\\s++)*+(?:budgets?|allocations?)(?:\\s++(?:at|for|@)\\s*+" Q ")?" IN_BRACKETS "$",
    [GRAMMAR_C_ERRBUDGET] = "^error(?:\\s++rate)?\\s++budget" IN_BRACKETS "$",
    [GRAMMAR_C_QUANT] = "^(?:latency\\s++)?(?<q>p[0-9]{2,3}(?:\\.[0-9]++)?|median|[0-9]{2}(?:\\.[0-9]++)?th\\s*+(?:%ile|percentile))"
                        "(?:\\s++(?:targets?|budgets?|bound|limit|slo|latency|objective|max))*+" IN_BRACKETS "$(?<!latency p50)",
    [GRAMMAR_C_MULTIQ] = "^(?:(?:latency|target|budget)\\s*+)?\\(?(?<a>" Q ")\\s*+[/,|]\\s*+(?<b>" Q ")(?:\\s*+[/,|]\\s*+(?<c>" Q "))?\\)?(?:\\s++(?:latency|target|"
                         "budget))?" IN_BRACKETS "$",
    [GRAMMAR_C_NAME] = "^(?:(?:key\\s++)?metrics?|slis?|indicators?|measure|name|domain|resource)$",
    [GRAMMAR_C_SLO] = "^(?:slos?|service level objectives?)$",
    [GRAMMAR_C_COMPONENT] = "^(?:components?|services?|layers?|hops?|segments?|parts?|tiers?)(?:\\s++name)?$",
    [GRAMMAR_C_ROUTE] = "^(?:(?:api|http)\\s++)?(?:routes?|endpoints?|operations?|scenarios?|paths?|requests?|urls?)(?:\\s++(?:name|pattern))?$",
    [GRAMMAR_C_BENCH] = "^benchmarks?(?:\\s++(?:names?|patterns?|globs?))?$",
    [GRAMMAR_C_DELTA] = "^(?:(?:allowed|max(?:imum)?|acceptable|tolerated|permitted|accepted)\\s++(?:delta|regressions?|change|slowdown|increase|worsening|"
                        "growth)|allowed|allowance|delta|tolerance|gate|regression\\s++(?:limit|threshold|budget)|fail(?:s)?\\s++(?:above|over|if))"
                        IN_BRACKETS "$",
    [GRAMMAR_C_STAGE] = "^(?:stages?|phases?|steps?|rings?|waves?)(?:\\s++name)?$",
    [GRAMMAR_C_TRAFFIC] = "^(?:traffic(?:\\s++(?:share|%))?|%\\s++of\\s++traffic|share\\s++of\\s++traffic|exposure)$",
    [GRAMMAR_C_DURATION] = "^(?:(?:min(?:imum)?\\s++)?duration|soak(?:\\s++time)?|hold(?:\\s++time)?|bake(?:\\s++time)?|how long|time)$",
    [GRAMMAR_C_BLOCK] = "^(?:(?:block|abort|stop|fail|halt|roll(?:\\s++|-)?back)s?\\s++(?:if|when|on)|(?:(?:blocking|abort)\\s++)?conditions?)$",
    [GRAMMAR_C_WINDOW] = "^(?:(?:slo|measurement|time|compliance|rolling|reporting)\\s++)?(?:window|period)$",
    [GRAMMAR_C_CURRENT] = "^(?:(?:current|actual|measured|observed|achieved|latest|today|now|previous|was|baseline|result|head|base|before|after)\\b.*|"
                          "last\\s++(?!updated|verified|reviewed|checked).*|v?[0-9][\\w.-]*|" Q "\\s++(?:measured|today|now|observed|actual))" IN_BRACKETS "$",
    [GRAMMAR_C_WHY] = "^(?:reason|why|rationale|justification|because|notes?|comments?|remarks?)$",
    [GRAMMAR_C_SOURCE] = "^(?:measurement(?:\\s++(?:source|method))?|measured\\s++(?:by|with|via)|(?:data\\s++)?source|promql|query|expression)$",
    [GRAMMAR_C_ALERT] = "^(?:(?:alert(?:ing)?|critical|warning|warn|page|paging)(?:\\s++(?:threshold|level|at|when|if|limit))?)$",
    [GRAMMAR_C_SHARE] = "^(?:%\\s++of\\s++(?:the\\s++)?total|share(?:\\s++of\\s++(?:the\\s++)?total)?|percent(?:age)?(?:\\s++of\\s++(?:the\\s++)?total)?)$",
    [GRAMMAR_C_STATUS] = "^(?:status|state|met)$",
    [GRAMMAR_C_OWNER] = "^(?:owner|owners|person|who|by|author|team|approved\\s++by|responsible)$",
    [GRAMMAR_C_FUNCTION] = "^(?:functions?|symbols?|frames?|methods?)$",
    [GRAMMAR_C_CHANGE] = "^(?:changes?|optimi[sz]ation|what\\s++changed)$",
    [GRAMMAR_C_BEFORE] = "^(?:before|old|from)$",
    [GRAMMAR_C_AFTER] = "^(?:after|new|to|result)$",
    [GRAMMAR_C_KEY] = "^(?:keys?|settings?|options?)$",
    [GRAMMAR_C_VALUE] = "^values?$",
    [GRAMMAR_C_WHAT] = "^(?:what|rules?|gates?|waived|waives?)$",
    [GRAMMAR_C_UNTIL] = "^(?:until|till|expires?(?:\\s++on)?|expiry(?:\\s++date)?|valid\\s++until|end(?:s|\\s++date)?)$",
};

const char *grammar_expression(enum grammar g) {
  return expressions[g];
}
