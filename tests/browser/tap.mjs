// Results in the format that tests/sum reads.

export class Tap {
  #n = 0;
  #prefix = '';
  failed = false;

  constructor(write = (line) => process.stdout.write(line + '\n')) {
    this.write = write;
  }

  // Every name that follows begins with this.
  suite(name) {
    this.#prefix = name + ': ';
  }

  #line(ok, name, details) {
    this.#n++;
    const plain = (this.#prefix + name).replace(/[#\x00-\x1f]/g, '?');
    this.write(`${ok ? 'ok' : 'not ok'} ${this.#n} - ${plain}`);
    if (ok) return true;
    this.failed = true;
    for (const line of details.slice(0, 20)) this.write('# ' + String(line).replace(/\n/g, '\n# ').slice(0, 2000));
    return false;
  }

  // Passes when the list of what is wrong is empty.
  none(name, wrong) {
    return this.#line(wrong.length === 0, name, wrong);
  }

  ok(name, condition, ...details) {
    return this.#line(Boolean(condition), name, details);
  }

  equal(name, got, want) {
    return this.#line(got === want, name, [`wanted: ${want}`, `got:    ${got}`]);
  }

  skip(name, why) {
    this.#n++;
    this.write(`ok ${this.#n} - ${this.#prefix}${name} # SKIP ${why}`);
  }

  finish() {
    this.write(`1..${this.#n}`);
  }
}
