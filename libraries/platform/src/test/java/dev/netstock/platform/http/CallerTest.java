package dev.netstock.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.platform.testing.HttpCall;

import org.junit.jupiter.api.Test;

import java.util.Map;

class CallerTest {
    @Test
    void of_tokenWithASubject_returnsTheSubject() {
        assertThat(Caller.actor(event(Map.of("sub", "s", "client_id", "c"))).subject())
                .isEqualTo("s");
    }

    @Test
    void of_tokenWithoutASubject_returnsTheClient() {
        assertThat(Caller.actor(event(Map.of("client_id", "c"))).subject()).isEqualTo("c");
    }

    @Test
    void of_nameThatCannotBeStored_isSanitized() {
        assertThat(Caller.actor(event(Map.of("sub", "a\u0000b\ud800"))).subject())
                .isEqualTo("a\ufffdb\ufffd");
        assertThat(Caller.actor(event(Map.of("sub", "s".repeat(9_000)))).subject()).hasSize(257);
    }

    @Test
    void of_tokenWithoutSubjectAndClient_fails() {
        assertThatThrownBy(() -> Caller.actor(event(Map.of("iss", "i"))).subject())
                .isInstanceOf(IllegalStateException.class);
    }

    private static APIGatewayV2HTTPEvent event(Map<String, String> claims) {
        APIGatewayV2HTTPEvent event = HttpCall.of("GET /").event();
        event.getRequestContext().getAuthorizer().getJwt().setClaims(claims);
        return event;
    }
}
