package io.runtimeagent.ship.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Says which servers a test class needs; it gets them as parameters of its constructor or methods.
///
/// They are started once in a JVM and shared by its tests, each of which uses buckets of its own. A
/// test that stops or kills a server starts one for itself instead. If a server cannot be installed
/// the class is skipped, which is logged; with `CI=true` it fails.
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SharedServers.class)
public @interface WithServer {
  Class<? extends TestServer>[] value();
}
