package org.tallystick.sync.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole messages of HTTP (RFC 9112) and whole frames of WebSockets (RFC 6455 §5.2), as they stand on the wire. */
final class Wire {

    private static final int MAX_BYTES = 40 << 20;
    private static final int MAX_HEAD = 64 << 10;
    private static final Pattern TYPE = Pattern.compile("\"type\":\"([a-z_.]+)\"");
    private static final Pattern LONG_SEGMENT = Pattern.compile("/[^/]{20,}");

    private Wire() {}

    /** The head of a request or an answer, with the empty line behind it. */
    static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int end = 0;
        while (end < 4) {
            int next = in.read();
            if (next < 0 || head.size() > MAX_HEAD) {
                throw new EOFException("no head");
            }
            head.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    static String header(byte[] head, String name) {
        for (String line : new String(head, ISO_8859_1).lines().toList()) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    /** {@code GET /payments/…/receipt}: method and path without what is different in each run. */
    static String label(byte[] request) {
        String whole = new String(request, ISO_8859_1);
        int method = whole.indexOf(' ');
        String target = whole.substring(method + 1, whole.indexOf(' ', method + 1));
        String path = target.replaceFirst("\\?.*", "").replaceFirst("/api/v1", "");
        return whole.substring(0, method) + " " + LONG_SEGMENT.matcher(path).replaceAll("/…");
    }

    /** The body that belongs to a head. */
    static byte[] body(byte[] head, InputStream in) throws IOException {
        if (header(head, "Transfer-Encoding").toLowerCase(Locale.ROOT).equals("chunked")) {
            return chunked(in);
        }
        String length = header(head, "Content-Length");
        return length.isEmpty() ? new byte[0] : exactly(in, Integer.parseInt(length));
    }

    private static byte[] chunked(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = -1;
        while (size != 0) {
            StringBuilder line = new StringBuilder();
            while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
                line.append((char) exactly(in, 1)[0]);
            }
            body.write(line.toString().getBytes(ISO_8859_1));
            size = Integer.parseInt(line.toString().strip(), 16);
            body.write(exactly(in, size + 2));
        }
        return body.toByteArray();
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        if (count > MAX_BYTES) {
            throw new IOException("longer than what a hub sends");
        }
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the end within a message");
        }
        return bytes;
    }

    static boolean hasBody(byte[] answerHead) {
        int status = Integer.parseInt(new String(answerHead, 9, 3, ISO_8859_1));
        return status >= 200 && status != 204 && status != 304;
    }

    /** A frame, whatever it is. */
    static byte[] frame(InputStream in) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        byte[] begin = exactly(in, 2);
        frame.write(begin);
        int length = begin[1] & 0x7F;
        if (length == 126 || length == 127) {
            byte[] more = exactly(in, length == 126 ? 2 : 8);
            frame.write(more);
            length = 0;
            for (byte one : more) {
                length = (length << 8) | (one & 0xFF);
            }
        }
        frame.write(exactly(in, length + ((begin[1] & 0x80) == 0 ? 0 : 4)));
        return frame.toByteArray();
    }

    static boolean isText(byte[] frame) {
        return (frame[0] & 0x0F) == 1;
    }

    /** What a text is: its type, or itself where it has none. */
    static String type(byte[] frame) {
        int size = frame[1] & 0x7F;
        int at = 2 + (size == 126 ? 2 : size == 127 ? 8 : 0);
        boolean masked = (frame[1] & 0x80) != 0;
        int from = masked ? at + 4 : at;
        byte[] text = new byte[frame.length - from];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (frame[from + i] ^ (masked ? frame[at + i % 4] : 0));
        }
        String whole = new String(text, UTF_8);
        Matcher type = TYPE.matcher(whole);
        return type.find() ? type.group(1) : whole;
    }
}
