# syntax=docker/dockerfile:1
# Build: docker build -t maaltal .
# Run:   docker run -v maaltal-home:/var/lib/maaltal -e MAALTAL_SOURCES_JOBINDSATS_TOKEN=file:/run/secrets/token maaltal

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml .
# The dependencies change seldom: they are a layer of their own.
RUN mvn -B -ntp dependency:go-offline
COPY src src
COPY config config
COPY jobs jobs
RUN mvn -B -ntp package -Dmaven.test.skip=true -Dspotless.check.skip=true \
 && java -Djarmode=tools -jar target/maaltal.jar extract --destination /app

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 maaltal \
 && useradd --system --uid 10001 --gid maaltal --home-dir /var/lib/maaltal --create-home maaltal
WORKDIR /opt/maaltal
COPY --from=build /app .
COPY config config
COPY jobs jobs
ENV MAALTAL_HOME=/var/lib/maaltal \
    SERVER_ADDRESS=0.0.0.0 \
    MAALTAL_INSTALL=/opt/maaltal \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -Dfile.encoding=UTF-8"
# A number, so that a platform can see that it is not root.
USER 10001:10001
VOLUME /var/lib/maaltal
EXPOSE 8080
# The JRE image has no curl. 503 is said when anything that belongs to being ready is not.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.. 200' <&3"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-jar", "/opt/maaltal/maaltal.jar"]
CMD ["serve"]
