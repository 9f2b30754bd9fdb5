# syntax=docker/dockerfile:1.7
# One image per app: docker build --build-arg APP=transaction -t ppaas/transaction:0.1.0 .
# APP is a folder of apps/ that has a main.ts. The Node that runs is the one of package-lock.json, with its hash: the same
# that ran the tests. Tags move: a release gives the digests of both base images as build arguments. Of the second there is
# no more exact tag than this one.
ARG BUILD_IMAGE=node:24.21.0-bookworm-slim
ARG RUN_IMAGE=gcr.io/distroless/cc-debian12:nonroot

# What npm reads, and nothing else: a change in a source leaves the installed packages as they are, in every image.
FROM ${BUILD_IMAGE} AS manifests
WORKDIR /src
COPY package.json package-lock.json ./
COPY libs libs
COPY apps apps
RUN find libs apps -type f ! -name package.json -delete && find libs apps -type d -empty -delete

FROM ${BUILD_IMAGE} AS production
WORKDIR /src
COPY --from=manifests /src ./
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache --omit=dev --ignore-scripts --no-audit --no-fund
COPY tools/sbom.ts tools/sbom.ts
RUN node tools/sbom.ts > sbom.cdx.json

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY --from=manifests /src ./
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache --ignore-scripts --no-audit --no-fund
COPY tsconfig.base.json ./
COPY libs libs
COPY apps apps
COPY tools/image-files.sh tools/image-files.sh
ARG APP
RUN tools/image-files.sh "${APP}" /out

FROM ${RUN_IMAGE}
ARG APP
LABEL org.opencontainers.image.title="ppaas/${APP}" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=production /src/node_modules /app/node_modules
COPY --from=production /src/package.json /src/sbom.cdx.json /app/
COPY --from=build /out /app
# Volumes that are mounted here begin with this owner.
COPY --from=build --chown=65532:65532 /out/var /var/ppaas
WORKDIR /app/apps/${APP}
# /health/live is a path of the process itself: it asks no store. A container that has to wait for Postgres is not ill.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["/app/node_modules/.bin/node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
EXPOSE 8080
USER 65532:65532
# Three quarters of the memory that the container may have; the rest is for buffers and sockets. The old generation is left alone until
# it has grown to what an initial heap of 192 MB leaves it: by itself V8 collects it every few seconds, with pauses that a sale waits for.
ENTRYPOINT ["/app/node_modules/.bin/node", "--enable-source-maps", "--max-old-space-size-percentage=75", "--initial-heap-size=192"]
CMD ["dist/main.js"]
