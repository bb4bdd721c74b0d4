/**
 * au PAY Market (formerly Wowma!): stock and order APIs. Its documents are open to shops only, so
 * all shapes here come from public clients (confidence: medium to low), and the mall is behind a
 * setting.
 */
@NullMarked
package dev.netstock.malls.adapter.aupay;

import org.jspecify.annotations.NullMarked;
