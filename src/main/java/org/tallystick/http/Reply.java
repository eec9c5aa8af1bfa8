package org.tallystick.http;

import static org.tallystick.base.Checks.require;

import java.util.List;
import java.util.OptionalLong;
import org.tallystick.base.Json;

/** What a handler answers; the hub puts the envelope of the API map around it. */
public sealed interface Reply {

    /** The HTTP status. */
    int status();

    /** The height of the block in which a statement of the call stands, where there was one. */
    default OptionalLong height() {
        return OptionalLong.empty();
    }

    /**
     * A value in the envelope.
     *
     * @param status such as 200
     * @param data the value
     * @param height of the block in which a statement of the call stands, where there was one
     */
    record Data(int status, Json data, OptionalLong height) implements Reply {

        /** A value of a call without a statement. */
        public Data(int status, Json data) {
            this(status, data, OptionalLong.empty());
        }
    }

    /**
     * A page of a list in the envelope.
     *
     * @param items the entries of the page
     * @param page which
     * @param total how many entries all pages have
     */
    record Listed(List<Json> items, Page page, long total) implements Reply {

        /** Keeps an unmodifiable copy. */
        public Listed {
            items = List.copyOf(items);
            require(items.size() <= page.size(), "A page has no more than was asked for");
        }

        @Override
        public int status() {
            return 200;
        }
    }

    /**
     * Nothing but the status.
     *
     * @param height of the block in which a statement of the call stands, where there was one
     */
    record Nothing(OptionalLong height) implements Reply {

        /** Nothing, of a call without a statement. */
        public Nothing() {
            this(OptionalLong.empty());
        }

        @Override
        public int status() {
            return 204;
        }
    }

    /**
     * Something without an envelope.
     *
     * @param status such as 200
     * @param mediaType of the content
     * @param content the bytes, not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Plain(int status, String mediaType, byte[] content) implements Reply {}

    /** A value, 200. */
    static Reply ok(Json data) {
        return new Data(200, data);
    }

    /** Something that was made, 201. */
    static Reply made(Json data) {
        return new Data(201, data);
    }

    /** The same of a call whose statement stands in a block: whoever sent it learns in which. */
    default Reply inBlock(long blockHeight) {
        return switch (this) {
            case Data data -> new Data(data.status(), data.data(), OptionalLong.of(blockHeight));
            case Nothing _ -> new Nothing(OptionalLong.of(blockHeight));
            case Listed _, Plain _ -> this;
        };
    }

    /** A page of a list that is at hand as a whole. */
    static Reply page(List<? extends Json> all, Page page) {
        return new Listed(List.copyOf(page.of(all)), page, all.size());
    }
}
