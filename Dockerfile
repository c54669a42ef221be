# The image of a release: goreleaser lays the program beside this file.
FROM alpine:3
# git is for --new-from-merge-base; a mounted repository belongs to another user.
RUN apk add --no-cache git && git config --system --add safe.directory '*'
ARG TARGETPLATFORM
COPY $TARGETPLATFORM/apilint /usr/local/bin/apilint
WORKDIR /src
ENTRYPOINT ["apilint"]
