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

# speed and memory, beside a stemmer
bench *ARGS:
    python3 dev.py bench {{ARGS}}

# write the files that are made from code and tables
docs:
    python3 dev.py python tools/make_reference.py

# resolve the lock anew (needs uv)
lock:
    uv pip compile --universal --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements.lock
