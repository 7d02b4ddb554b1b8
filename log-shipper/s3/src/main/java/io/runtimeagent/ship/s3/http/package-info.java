/// HTTP/1.1 as S3 needs it: one request, one reply, nothing sent twice, an end for everything.
@NullMarked
package io.runtimeagent.ship.s3.http;

import org.jspecify.annotations.NullMarked;
