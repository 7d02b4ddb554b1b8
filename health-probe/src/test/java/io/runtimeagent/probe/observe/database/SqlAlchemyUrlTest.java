package io.runtimeagent.probe.observe.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.ObserveException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `sql_alchemy_conn` as Airflow's users write it, in JDBC's words.
class SqlAlchemyUrlTest {
  private static JdbcTarget target(String conn) throws ObserveException {
    return JdbcTarget.of(SqlAlchemyUrl.parse(conn));
  }

  private static Properties properties(String conn) throws ObserveException {
    return target(conn).attempts().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql+psycopg2://u:p@h/db              | jdbc:postgresql://h/db
          postgresql+asyncpg://u:p@h:5433/db          | jdbc:postgresql://h:5433/db
          postgres://u:p@h/db                         | jdbc:postgresql://h/db
          postgresql+psycopg://u@h/db                 | jdbc:postgresql://h/db
          postgresql://u:p@/db                        | jdbc:postgresql://localhost/db
          postgresql:///db?host=h1:1&host=h2:2        | jdbc:postgresql://h1:1,h2:2/db
          postgresql://u:p@[fd00::1]:5432/db          | jdbc:postgresql://[fd00::1]:5432/db
          postgresql://u@server:p@h/my-db             | jdbc:postgresql://h/my-db
          postgresql://u:p@h/a%20b+c                  | jdbc:postgresql://h/a%20b%2Bc
          mysql+mysqldb://u:p@h:3307/db               | jdbc:mariadb://h:3307/db
          mysql+pymysql://u:p@h/db?charset=utf8mb4    | jdbc:mariadb://h/db
          mysql+mysqlconnector://u:p@h/db             | jdbc:mariadb://h/db
          mariadb://u:p@h/db                          | jdbc:mariadb://h/db
          """)
  void address_isTheSame(String conn, String jdbc) throws ObserveException {
    assertThat(target(conn)).hasToString(jdbc);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          postgresql://air:p%40ss%2Fw%25rd@h/db      | air    | p@ss/w%rd
          postgresql://air:a+b@h/db                  | air    | a+b
          postgresql://air:a/b?c@h/db                | air    | a/b?c
          postgresql://me@server:pw@h/db             | me@server | pw
          postgresql://me%40server:pw@h/db           | me@server | pw
          postgresql:///db?user=u&password=p%2Bq&host=h | u | p+q
          mysql://air@h/db                           | air    | ""
          """)
  void userAndPassword_areDecoded(String conn, String user, String password)
      throws ObserveException {
    assertThat(properties(conn).getProperty("user")).isEqualTo(user);
    assertThat(properties(conn).getProperty("password")).isEqualTo(password);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://u:p@h/db?sslmode=verify-full | sslmode | verify-full
          postgresql://u:p@h/db?sslrootcert=%2Fca.pem | sslrootcert | /ca.pem
          postgresql+asyncpg://u:p@h/db?ssl=require | sslmode | require
          postgresql+asyncpg://u:p@h/db?ssl=true | sslmode | require
          postgresql://u:p@h/db?options=-csearch_path%3Daf | options | -csearch_path=af
          postgresql://u:p@h/db?target_session_attrs=read-write | targetServerType | primary
          postgresql://u:p@h/db | prepareThreshold | 0
          mysql://u:p@h/db?ssl_mode=DISABLED | sslMode | disable
          mysql://u:p@h/db?ssl_mode=REQUIRED | sslMode | trust
          mysql://u:p@h/db?ssl_mode=VERIFY_IDENTITY&ssl_ca=%2Fca.pem | sslMode | verify-full
          mysql://u:p@h/db?ssl_ca=%2Fca.pem | serverSslCert | /ca.pem
          mysql://u:p@h/db?ssl_ca=%2Fca.pem | sslMode | verify-ca
          """)
  void options_haveTheDriversNames(String conn, String name, String value) throws ObserveException {
    assertThat(properties(conn)).containsEntry(name, value);
  }

  @Test
  void mysql_prefersTls_andGoesOnWithout() throws ObserveException {
    assertThat(target("mysql://u:p@h/db").attempts())
        .extracting(properties -> properties.getProperty("sslMode"))
        .containsExactly("trust", "disable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u:s3cret@rest@h/db",
        "postgresql://u:s3cret%zz@h/db",
        "postgresql://u:s3cret@h:port/db",
        "postgresql://u:s3cret@h/db?host=/var/run/postgresql@",
        "mysql://u:s3cret@h/db?unix_socket=/run/mysqld.sock",
        "postgresql://u:s3cret@/db?host=/var/run/postgresql",
        "sqlite:////opt/s3cret.db",
        "mssql+pyodbc://u:s3cret@h/db",
        "s3cret",
      })
  void whatIsNotRead_isRefusedWithoutBeingQuoted(String conn) {
    ObserveException refused = catchThrowableOfType(ObserveException.class, () -> target(conn));
    assertThat(refused.words()).isNotBlank().doesNotContain("s3cret");
    assertThat(refused).hasNoCause();
    assertThat(DatabaseObserver.whyUnreadable(new DatabaseAccess(Secret.of(conn), null)))
        .contains(refused.words());
  }

  @Test
  void printedUrls_holdNoPassword() throws ObserveException {
    String conn = "postgresql://u:s3cret@h/db?password=s3cret";
    assertThat(SqlAlchemyUrl.parse(conn).toString()).doesNotContain("s3cret");
    assertThat(target(conn).toString()).doesNotContain("s3cret");
  }
}
