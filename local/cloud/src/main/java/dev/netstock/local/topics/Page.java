package dev.netstock.local.topics;

import dev.netstock.local.http.Xml;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A page of a list with 100 elements, as in SNS.
 *
 * @param next token of the next page; empty on the last page
 */
record Page<T>(List<T> elements, Optional<String> next) {
    private static final int SIZE = 100;

    static <T> Validated<Page<T>> of(List<T> all, QueryParameters parameters) {
        String token = parameters.optional("NextToken").orElse("0");
        int start = token.matches("\\d{1,9}") ? Integer.parseInt(token) : -1;
        if (start < 0 || start > all.size()) {
            return Validated.refused(SnsError.invalid("NextToken"));
        }
        int end = Math.min(all.size(), start + SIZE);
        Optional<String> next =
                end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty();
        return new Validated.Valid<>(new Page<>(all.subList(start, end), next));
    }

    ActionResult answer(String name, BiConsumer<Xml, T> writer) {
        return ActionResult.done(
                xml -> {
                    xml.element(name, list -> write(list, writer));
                    next.ifPresent(token -> xml.text("NextToken", token));
                });
    }

    private void write(Xml list, BiConsumer<Xml, T> writer) {
        elements.forEach(it -> list.element("member", member -> writer.accept(member, it)));
    }
}
