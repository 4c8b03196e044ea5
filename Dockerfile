# The binary with console and widget in it, on an image that has nothing else. Everything it keeps is in /data.
#   docker build -t baton . && docker run -p 8080:8080 -v baton:/data baton

FROM node:22-bookworm-slim AS web
WORKDIR /src
COPY package.json package-lock.json tsconfig.base.json ./
COPY packages packages
COPY e2e/package.json e2e/
COPY widget widget
COPY console console
RUN npm ci --no-audit --no-fund && npm run build

FROM rust:1.95-bookworm AS binary
# The image's own toolchain, whatever else rust-toolchain.toml asks for.
ENV RUSTUP_TOOLCHAIN=1.95.0
WORKDIR /src
COPY . .
COPY --from=web /src/widget/dist widget/dist
COPY --from=web /src/console/dist console/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --release --locked --package baton && cp target/release/baton /baton && mkdir /data

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=binary /baton /usr/local/bin/baton
COPY --from=binary --chown=nonroot:nonroot /data /data
ENV BATON_LISTEN=0.0.0.0:8080 BATON_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
# `ready` asks /readyz.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["baton", "ready"]
ENTRYPOINT ["baton"]
CMD ["serve"]
