# A page that cannot be written: exit status 4, the old page whole, no stump beside it.
. "$ROOT/tests/tap.sh"
sample=$ROOT/samples/checkout

mkdir out
echo old >out/page.html
# A limit on the size of files stands for a full disk: writing fails half way.
(
  trap '' XFSZ
  ulimit -f 20
  perfpage report "$sample" -o out/page.html >/dev/null 2>stderr
)
same "a full disk" 4 $?
same "the old page is whole" old "$(cat out/page.html)"
same "nothing else was left" page.html "$(ls -A out)"
check "it says why" grep -q out/page.html stderr

perfpage report "$sample" -o absent/page.html >/dev/null 2>stderr
same "a folder that is not there" 4 $?
check "it says which" grep -q absent stderr

if [ -w /dev/full ]; then
  perfpage report "$sample" -o - >/dev/full 2>stderr
  same "standard output is full" 4 $?
  perfpage --version >/dev/full 2>stderr
  same "even for the version" 4 $?
fi

mkdir closed && echo old >closed/page.html && chmod a-w closed
if [ "$(id -u)" = 0 ]; then
  if command -v setpriv >/dev/null; then
    chmod a+rx . .. 2>/dev/null
    chown 65534:65534 closed closed/page.html
    setpriv --reuid 65534 --regid 65534 --clear-groups perfpage report "$sample" -o closed/page.html >/dev/null 2>stderr
    status=$?
    # Where that user may not even read the program or the sample, there is nothing to see.
    if [ $status = 126 ] || [ $status = 3 ]; then without "a folder that may not be written" "no other user may read the tree"; else
      same "a folder that may not be written" 4 $status
      same "its old page is whole" old "$(cat closed/page.html)"
    fi
  else
    without "a folder that may not be written" "root may write everywhere, and there is no setpriv"
  fi
else
  perfpage report "$sample" -o closed/page.html >/dev/null 2>stderr
  same "a folder that may not be written" 4 $?
  same "its old page is whole" old "$(cat closed/page.html)"
fi
finish
