# Maven and this machine's JDK 25.
FROM localhost/runtime-agent-test/debian
COPY . /opt/java
ENV JAVA_HOME=/opt/java
