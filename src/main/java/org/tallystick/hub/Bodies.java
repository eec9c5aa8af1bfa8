package org.tallystick.hub;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;
import org.tallystick.http.ApiError;
import org.tallystick.ledger.ErrorCode;

/** Reads the bodies of requests within bounds: of one, of all together, and of time. Any thread. */
final class Bodies {

    /** A body becomes characters and values on its way; about so many times its bytes. */
    private static final int WEIGHT = 12;

    private static final int CHUNK = 8 << 10;
    private static final int KIB = 1 << 10;

    private final HubLimits limits;
    private final JsonLimits json;
    private final Clock clock;
    private final Semaphore budgetKib;

    /** Reads a body and gives its room back when it is closed. */
    final class Body implements AutoCloseable {

        private int takenKib;

        /** The body as an object. */
        Json.Obj read(InputStream in, long declared, @Nullable String mediaType, @Nullable String encoding)
                throws ApiError, IOException {
            checkHeaders(mediaType, encoding);
            if (declared > limits.bodyBytes()) {
                throw tooLarge();
            }
            byte[] bytes = readAll(in, declared);
            if (bytes.length == 0) {
                throw ApiError.of(ErrorCode.E009, "field", "body");
            }
            try {
                return Json.readObject(bytes, json);
            } catch (MalformedJson malformed) {
                throw new ApiError(
                        ErrorCode.E009,
                        Json.object()
                                .put("field", "body")
                                .put("at", malformed.where())
                                .build(),
                        Optional.empty());
            }
        }

        private byte[] readAll(InputStream in, long declared) throws ApiError, IOException {
            long endNs = clock.monotonicNs() + limits.headMs() * 1_000_000L;
            byte[] bytes = new byte[(int) Math.min(Math.max(declared, 0), CHUNK)];
            take(bytes.length);
            int length = 0;
            while (true) {
                if (length == bytes.length) {
                    int probe = in.read();
                    if (probe < 0) {
                        return bytes;
                    }
                    int larger = (int) Math.min(limits.bodyBytes() + 1L, Math.max(CHUNK, bytes.length * 2L));
                    if (length >= limits.bodyBytes()) {
                        throw tooLarge();
                    }
                    take(larger - bytes.length);
                    bytes = Arrays.copyOf(bytes, larger);
                    bytes[length++] = (byte) probe;
                }
                int read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    return Arrays.copyOf(bytes, length);
                }
                length += read;
                if (clock.monotonicNs() > endNs) {
                    throw ApiError.of(ErrorCode.E007, "field", "body");
                }
            }
        }

        private void take(int bytes) throws ApiError {
            int kib = (bytes * WEIGHT + KIB - 1) / KIB;
            if (!budgetKib.tryAcquire(kib)) {
                throw new ApiError(
                        ErrorCode.E020,
                        Json.object()
                                .put("reason", "busy")
                                .put("retry_after_seconds", 1)
                                .build(),
                        Optional.empty());
            }
            takenKib += kib;
        }

        @Override
        public void close() {
            budgetKib.release(takenKib);
            takenKib = 0;
        }
    }

    Bodies(HubLimits limits, Clock clock) {
        this.limits = limits;
        this.json = new JsonLimits(limits.bodyBytes(), limits.jsonDepth(), JsonLimits.DEFAULT.maxDigits());
        this.clock = clock;
        this.budgetKib = new Semaphore(limits.bodiesBytes() / KIB);
    }

    Body next() {
        return new Body();
    }

    private static void checkHeaders(@Nullable String mediaType, @Nullable String encoding) throws ApiError {
        String type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        int semicolon = type.indexOf(';');
        String plain = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        String charset =
                semicolon < 0 ? "" : type.substring(semicolon + 1).strip().replace("\"", "");
        if (!plain.equals("application/json") || !(charset.isEmpty() || charset.equals("charset=utf-8"))) {
            throw ApiError.of(ErrorCode.E023, "expected", "application/json");
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ApiError.of(ErrorCode.E023, "expected", "identity");
        }
    }

    private ApiError tooLarge() {
        return ApiError.of(ErrorCode.E021, "max_bytes", Integer.toString(limits.bodyBytes()));
    }
}
