package org.tallystick.http;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.ErrorCode;

/**
 * A route of the HTTP map, declared once by its room: who may call it, what goes in, what comes out, and what answers. The checks
 * of the hub and the OpenAPI document are made of it. Immutable.
 *
 * @param method the method
 * @param path below {@code /api/v1}, with parameters in braces
 * @param name the name of the operation in the document
 * @param tag the chapter of the document
 * @param summary one sentence for the document
 * @param access who may call
 * @param rate what a call counts as
 * @param idempotent whether an {@code Idempotency-Key} is heeded
 * @param cacheSeconds how long anybody may keep the answer; 0 where nobody may
 * @param parameters those of path and query
 * @param body what the body has to look like; nothing where the route takes none
 * @param replies what comes out, by status
 * @param errors which errors it may answer
 * @param handler what answers
 */
public record Route(
        Method method,
        String path,
        String name,
        String tag,
        String summary,
        Access access,
        Rate rate,
        boolean idempotent,
        int cacheSeconds,
        List<Parameter> parameters,
        Optional<Schema> body,
        Map<Integer, Content> replies,
        Set<ErrorCode> errors,
        Handler handler) {

    /** What a reply carries. */
    public sealed interface Content {

        /**
         * A value in the envelope.
         *
         * @param schema of the value
         * @param orPlain a media type in which the same is to be had without an envelope, by {@code Accept}
         */
        record Value(Schema schema, Optional<String> orPlain) implements Content {}

        /** A page of a list in the envelope. */
        record Items(Schema item) implements Content {}

        /** Nothing. */
        record Nothing() implements Content {}

        /** Something without an envelope. */
        record Plain(String mediaType) implements Content {}
    }

    /** Keeps unmodifiable copies. */
    public Route {
        parameters = List.copyOf(parameters);
        replies = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(replies));
        errors = java.util.Collections.unmodifiableSet(
                errors.isEmpty() ? EnumSet.noneOf(ErrorCode.class) : EnumSet.copyOf(errors));
    }

    /** Begins a route that reads. */
    public static Builder get(String path, String name) {
        return new Builder(Method.GET, path, name);
    }

    /** Begins a route that makes something, or does something once. */
    public static Builder post(String path, String name) {
        return new Builder(Method.POST, path, name);
    }

    /** Begins a route that changes some of something. */
    public static Builder patch(String path, String name) {
        return new Builder(Method.PATCH, path, name);
    }

    /** Begins a route that takes something away. */
    public static Builder delete(String path, String name) {
        return new Builder(Method.DELETE, path, name);
    }

    /** The parameter of a name, or null. */
    public @Nullable Parameter parameter(String wanted) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(wanted)) {
                return parameter;
            }
        }
        return null;
    }

    /** The same route under another path, as an alias. */
    public Route alias(String otherPath, String otherName) {
        return new Route(
                method,
                otherPath,
                otherName,
                tag,
                summary,
                access,
                rate,
                idempotent,
                cacheSeconds,
                parameters,
                body,
                replies,
                errors,
                handler);
    }

    /** Puts a route together; one thread. */
    public static final class Builder {

        private final Method method;
        private final String path;
        private final String name;
        private String tag = "";
        private String summary = "";
        private Access access = Access.PARTICIPANT;
        private Rate rate;
        private boolean idempotent;
        private int cacheSeconds;
        private final List<Parameter> parameters = new ArrayList<>();
        private Optional<Schema> body = Optional.empty();
        private final Map<Integer, Content> replies = new LinkedHashMap<>();
        private final Set<ErrorCode> errors = EnumSet.noneOf(ErrorCode.class);

        private Builder(Method method, String path, String name) {
            require(path.startsWith("/"), "A path begins with a slash");
            this.method = method;
            this.path = path;
            this.name = name;
            this.rate = method.writes() ? Rate.WRITE : Rate.READ;
        }

        /** The chapter, and one sentence about the route. */
        public Builder about(String chapter, String sentence) {
            tag = chapter;
            summary = sentence;
            return this;
        }

        /** Who may call; whoever is logged in where nobody says otherwise. */
        public Builder access(Access who) {
            access = who;
            return this;
        }

        /** What a call counts as; by its method where nobody says otherwise. */
        public Builder rate(Rate counted) {
            rate = counted;
            return this;
        }

        /** An {@code Idempotency-Key} is heeded. */
        public Builder idempotent() {
            idempotent = true;
            errors.add(ErrorCode.E008);
            errors.add(ErrorCode.E018);
            return this;
        }

        /** Anybody may keep the answer for so many seconds: it is the same for all and changes with the program only. */
        public Builder cached(int seconds) {
            require(method == Method.GET && seconds > 0, "What is read may be kept for a time");
            cacheSeconds = seconds;
            return this;
        }

        /** A parameter of the path. */
        public Builder path(String parameter, Schema schema) {
            require(path.contains("{" + parameter + "}"), "The path names its parameters");
            parameters.add(new Parameter(parameter, Parameter.Place.PATH, schema, true));
            return this;
        }

        /** A parameter behind the question mark that may be there. */
        public Builder query(String parameter, Schema schema) {
            parameters.add(new Parameter(parameter, Parameter.Place.QUERY, schema, false));
            return this;
        }

        /** A parameter behind the question mark that has to be there. */
        public Builder needsQuery(String parameter, Schema schema) {
            parameters.add(new Parameter(parameter, Parameter.Place.QUERY, schema, true));
            return this;
        }

        /** The body. */
        public Builder body(Schema schema) {
            body = Optional.of(schema);
            return this;
        }

        /** A value comes out. */
        public Builder answers(int status, Schema schema) {
            replies.put(status, new Content.Value(schema, Optional.empty()));
            return this;
        }

        /** A value comes out, or for who accepts this rather than JSON, the same without an envelope. */
        public Builder answersOrPlain(int status, Schema schema, String mediaType) {
            replies.put(status, new Content.Value(schema, Optional.of(mediaType)));
            return this;
        }

        /** Pages come out; the parameters for them are declared along with it. */
        public Builder answersPages(Schema item) {
            query("page", new Schema.Whole(1, Page.LAST));
            query("per_page", new Schema.Whole(1, Page.MOST));
            replies.put(200, new Content.Items(item));
            return this;
        }

        /** Nothing comes out but the status 204. */
        public Builder answersNothing() {
            replies.put(204, new Content.Nothing());
            return this;
        }

        /** Something without an envelope comes out. */
        public Builder answersPlain(int status, String mediaType) {
            replies.put(status, new Content.Plain(mediaType));
            return this;
        }

        /** Errors of its own; those that follow from the declaration are added by themselves. */
        public Builder fails(ErrorCode... codes) {
            errors.addAll(Arrays.asList(codes));
            return this;
        }

        /** The route, with what answers. */
        public Route handledBy(Handler handler) {
            require(!replies.isEmpty() && !summary.isEmpty(), "A route says what it is for and what comes out");
            require(cacheSeconds == 0 || access == Access.PUBLIC, "Others may keep what everybody may read");
            errors.add(ErrorCode.E020);
            if (rate != Rate.NONE) {
                errors.add(ErrorCode.E014);
            }
            if (access != Access.PUBLIC) {
                errors.add(ErrorCode.E016);
                errors.add(ErrorCode.E006);
            }
            if (!parameters.isEmpty() || body.isPresent()) {
                errors.add(ErrorCode.E009);
            }
            if (body.isPresent()) {
                errors.add(ErrorCode.E021);
                errors.add(ErrorCode.E023);
                errors.add(ErrorCode.E007);
            }
            return new Route(
                    method,
                    path,
                    name,
                    tag,
                    summary,
                    access,
                    rate,
                    idempotent,
                    cacheSeconds,
                    parameters,
                    body,
                    replies,
                    errors,
                    handler);
        }
    }
}
