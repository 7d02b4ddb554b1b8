# An Airflow image in the manner of the official one, from packages only: dumb-init, /entrypoint, user 50000 of
# group 0, Airflow in the user's home.
FROM localhost/runtime-agent-test/debian
ARG AIRFLOW_VERSION=2.11.0
# Airflow's dependencies as they were when it came out.
ARG AIRFLOW_DATE=2025-05-25
RUN useradd --uid 50000 --gid 0 --create-home airflow \
    && mkdir -p /opt/airflow/dags /opt/airflow/logs \
    && chown -R 50000:0 /opt/airflow /home/airflow && chmod -R g+rwX /opt/airflow /home/airflow
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt
RUN python3 -m venv /tmp/uv && /tmp/uv/bin/pip install --quiet uv \
    && /tmp/uv/bin/uv venv --quiet --python /usr/bin/python3 --seed /home/airflow/.local --allow-existing \
    && /tmp/uv/bin/uv pip install --quiet --python /home/airflow/.local/bin/python \
      --exclude-newer "${AIRFLOW_DATE}" "apache-airflow==${AIRFLOW_VERSION}" \
    && rm -rf /tmp/uv /root/.cache
COPY entrypoint /entrypoint
RUN chmod 755 /entrypoint
ENV PATH=/home/airflow/.local/bin:/usr/local/bin:/usr/bin:/bin AIRFLOW_HOME=/opt/airflow AIRFLOW_VERSION=${AIRFLOW_VERSION} \
    DUMB_INIT_SETSID=1 AIRFLOW__CORE__LOAD_EXAMPLES=false
WORKDIR /opt/airflow
USER 50000
ENTRYPOINT ["/usr/bin/dumb-init", "--", "/entrypoint"]
CMD []
