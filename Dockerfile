# One image for each part, with only what that part needs: make images, or for one machine
#   docker build --build-arg PART=org --build-arg BASE=python:3.11-slim-bookworm -t biaochi-org .
# PART is org, assessment, scoring, gateway or command. CITIES are the plugins that scoring knows, folders of plugins/.
# BASE has no default: make pin-base writes one with its digest.
ARG BASE
FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /source
COPY images/build.lock images/
RUN pip install --quiet --require-hashes -r images/build.lock && python -m venv --without-pip /opt/biaochi
ARG PART
# What others wrote: a layer of its own, which changes only with the lock.
COPY images/${PART}.lock images/
RUN pip --python /opt/biaochi/bin/python install --quiet --require-hashes -r "images/${PART}.lock"
# What we wrote.
COPY . .
ARG CITIES=lanzhou
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN images/distributions "$PART" "$CITIES" | xargs pip install --quiet --no-deps --no-build-isolation --target /own/packages
RUN module="biaochi_$PART"; if [ "$PART" = command ]; then module=biaochi_cli.main; fi; \
    printf '#!/bin/sh\nexec python -m %s "$@"\n' "$module" > /own/serve; \
    chmod 755 /own/serve

FROM ${BASE}
# Neither pip nor what it carries is there when it runs.
RUN rm -rf /usr/local/lib/python3.11/site-packages/* /usr/local/lib/python3.11/ensurepip /usr/local/bin/pip*
# Where the gateway keeps files when it is given a volume for them.
RUN install -d -o 10001 -g 10001 /var/lib/biaochi/files
COPY --from=build /opt/biaochi /opt/biaochi
COPY --from=build /own/packages /opt/biaochi/lib/python3.11/site-packages
COPY --from=build /own/serve /opt/biaochi/bin/serve
ENV PATH=/opt/biaochi/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    BIAOCHI_MODE=production BIAOCHI_HOST=0.0.0.0 BIAOCHI_HOME=/tmp/biaochi
ARG PART
ARG VERSION=unknown
ARG REVISION=unknown
ARG BASE
LABEL org.opencontainers.image.title="biaochi-${PART}" \
      org.opencontainers.image.description="Biaochi (标尺), a yardstick for organisations: ${PART}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${BASE}" \
      org.opencontainers.image.licenses="Apache-2.0"
USER 10001:10001
ENTRYPOINT ["serve"]
