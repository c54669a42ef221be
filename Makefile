# Everything here needs Go and nothing else; `make race` needs a C compiler too.
# Once the modules are downloaded, all but `make lint` works offline.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME    = 30s
BENCHTIME   = 1s

.PHONY: build share test race lint generate bench fuzz wasm browser catalog-add verify

build: ## bin/apilint
	CGO_ENABLED=0 go build -trimpath -o bin/apilint ./cmd/apilint

share: build ## bin/share: the manual page and the completion scripts, for packages
	mkdir -p bin/share
	bin/apilint man > bin/share/apilint.1
	bin/apilint completion bash > bin/share/apilint.bash
	bin/apilint completion zsh > bin/share/_apilint
	bin/apilint completion fish > bin/share/apilint.fish
	bin/apilint completion powershell > bin/share/apilint.ps1

test: ## all tests but those of make verify
	go test ./...
	go -C openapi/generate test ./...
	go -C internal/report/schemas test ./...

race: ## the tests under the race detector
	CGO_ENABLED=1 go test -race ./...

lint:
	go vet ./...
	go run $(STATICCHECK) ./...
	@test -z "$$(gofmt -l .)" || { echo "not formatted by gofmt:"; gofmt -l .; exit 1; }

generate: ## what is made from the program and the catalog's facts
	go generate ./...

bench: ## throughput, start-up and peak memory
	go test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./...

fuzz: ## each fuzz target for FUZZTIME
	@for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "fuzz $$package $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

wasm: ## the engine also runs in browsers
	GOOS=js GOARCH=wasm go build -o /dev/null ./internal/lint

browser: ## the HTML report in Chromium; where there is none it says so
	go test -count=1 -v -run InBrowser ./internal/report

catalog-add: ## RELEASE=1.38: download that release's modules, write its facts, merge, tell what is new
	@test -n "$(RELEASE)" || { echo "name the release to add: make catalog-add RELEASE=1.38"; exit 2; }
	$(MAKE) -C openapi/generate catalog-add RELEASE="$(RELEASE)" PATCH="$(PATCH)"

catalog-rewrites: ## which kinds mean the same in another version; downloads 700 MB of modules or so
	$(MAKE) -C openapi/generate catalog-rewrites

verify: ## compare with Kubernetes' own code and documents; downloads 1 GB of modules or so
	go -C golangci test ./...
	$(MAKE) -C openapi/generate catalog-verify
	$(MAKE) -C internal/runtimeconfig/differential differential kubernetes
