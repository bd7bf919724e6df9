# Both images are named by what is in them: a tag may mean something else tomorrow. Whoever builds says which, and keeps
# the two digests with the deployment; docs/operator.md has the line that looks them up. There is no default: one that was
# written here would miss every security update of theirs, or be one that nobody looked at.
ARG RUST_DIGEST
ARG DEBIAN_DIGEST

FROM rust:1.95-slim-bookworm@${RUST_DIGEST} AS build
# The allocator is built with make.
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# Without the sandbox: this image can only be the real thing.
RUN cargo build --release --locked --no-default-features && mkdir /data

# The certificates of the web's authorities are in the binary: the image needs only libc.
FROM debian:bookworm-slim@${DEBIAN_DIGEST}
COPY --from=build /src/target/release/cektagihan /usr/local/bin/cektagihan
COPY --from=build --chown=10001:10001 /data /data

# Nothing but /data is ever written: run it with --read-only. The key that seals the rows belongs elsewhere: mount it as a
# secret and name it by CEKTAGIHAN_KEY_FILE.
ENV CEKTAGIHAN_DATA_DIR=/data
VOLUME /data
USER 10001:10001

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["cektagihan", "healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["cektagihan"]
CMD ["run"]
