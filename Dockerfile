# Runtime Agent in any Airflow image. Nothing of the base changes but entry point and environment.
#
#   docker build --build-arg AIRFLOW_IMAGE=apache/airflow:2.11.0 -t airflow:2.11.0-agent .
#   docker build --target base ...          without the ONBUILD steps
#   docker buildx build --platform linux/amd64,linux/arm64 ...
#
# Every stage runs on the platform that it is for: the Java runtime and the cache of classes belong to it.

ARG AIRFLOW_IMAGE=apache/airflow:3.3.2
# Maven and a JDK 25 that was built for an older C library than that of the Airflow image.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
ARG REVISION=unknown
RUN CLASS_CACHE=none mvn --batch-mode --no-transfer-progress --projects agent --also-make package \
      -Punchecked -DskipTests -Dbuild.revision="${REVISION}" \
    && cp -R agent/target/runtime-agent /opt/runtime-agent \
    && . build/tools.sh && agent/src/build/jre.sh /opt/runtime-agent "$(find_jdk)" \
    && chmod -R a+rX,go-w /opt/runtime-agent

FROM ${AIRFLOW_IMAGE} AS base
# An image cannot see its former entry point; this is the official image's. It stays, as a child.
ARG BASE_ENTRYPOINT="/usr/bin/dumb-init -- /entrypoint"
ARG AIRFLOW_IMAGE
ARG IMAGE_TAG
ARG REVISION=unknown
LABEL io.runtimeagent.revision="${REVISION}" \
      io.runtimeagent.base-entrypoint="${BASE_ENTRYPOINT}" \
      org.opencontainers.image.base.name="${AIRFLOW_IMAGE}"
COPY --from=build --chown=0:0 /opt/runtime-agent /opt/runtime-agent
ENV RUNTIME_AGENT_BASE_ENTRYPOINT="${BASE_ENTRYPOINT}" \
    AIRFLOW_IMAGE_TAG="${IMAGE_TAG:-${AIRFLOW_IMAGE_TAG}}" \
    PATH="${PATH}:/opt/runtime-agent/bin"
USER 50000:0
ENTRYPOINT ["/opt/runtime-agent/bin/entrypoint"]
# A new entry point takes the base's command away; the official image's is empty.
CMD []

# The default: a project's image needs no more than FROM this one, as with Astro Runtime.
FROM base AS project
ONBUILD ARG IMAGE_TAG
ONBUILD ENV AIRFLOW_IMAGE_TAG="${IMAGE_TAG:-${AIRFLOW_IMAGE_TAG}}"
ONBUILD USER root
ONBUILD COPY packages.txt ./
ONBUILD RUN sh /opt/runtime-agent/lib/project.sh packages
ONBUILD USER 50000:0
ONBUILD COPY --chown=50000:0 requirements.txt ./
ONBUILD RUN sh /opt/runtime-agent/lib/project.sh requirements
ONBUILD COPY --chown=50000:0 . ./
