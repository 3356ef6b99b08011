# One image for each part, with only that part's code: docker build --build-arg PART=org -t biaochi-org .
# PART is org, assessment, scoring or gateway. CITIES are the plugins that scoring knows, folders of plugins/.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/biaochi
WORKDIR /source
COPY requirements.lock ./
RUN /opt/biaochi/bin/pip install --quiet --require-hashes -r requirements.lock
# Named from here on: what stands above is the same for all four images, and built once.
ARG PART
ARG CITIES=lanzhou
COPY proto proto
COPY chassis chassis
COPY sdk sdk
COPY services services
COPY gateway gateway
COPY plugins plugins
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN ours=(./proto ./chassis); \
    case "$PART" in \
      org|assessment) ours+=("./services/$PART") ;; \
      scoring) ours+=(./sdk ./services/scoring); for city in $CITIES; do ours+=("./plugins/$city"); done ;; \
      gateway) ours+=(./gateway) ;; \
      *) echo "PART is \"$PART\": it is org, assessment, scoring or gateway" >&2; exit 1 ;; \
    esac; \
    /opt/biaochi/bin/pip install --quiet --no-deps --no-build-isolation "${ours[@]}"; \
    printf '#!/bin/sh\nexec /opt/biaochi/bin/python -m biaochi_%s\n' "$PART" > /opt/biaochi/bin/serve; \
    chmod 755 /opt/biaochi/bin/serve

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Biaochi" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/biaochi /opt/biaochi
ENV PATH=/opt/biaochi/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    BIAOCHI_MODE=production BIAOCHI_HOST=0.0.0.0 BIAOCHI_HOME=/tmp/biaochi
USER 10001:10001
ENTRYPOINT ["serve"]
