"""``account sync goods adopt``: wholesale accounts, what they sell, and products made of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

from desktop.cli.answers import Answer, error_content
from desktop.cli.invocation import read_secret_line
from desktop.domain.errors import QT_TRANSLATE_NOOP, BusinessRuleError, UsageError
from desktop.domain.money import Money, NotAnAmountError
from desktop.domain.permissions import Action
from desktop.services.accounts import AccountDraft
from desktop.translating import sentence, sentence_of, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop.assembly import Shop
    from desktop.cli.invocation import Invocation
    from desktop.services.accounts import AccountSnapshot
    from desktop.services.platform_sheets import CapabilitySheet, PlatformSheet
    from desktop.services.stock_sync import SyncReport
    from desktop.storage.platform_queries import GoodsState

UNANSWERED: Final = 4
_AT_ONCE: Final = 4
"""As many as the window asks at once."""
_EVERYTHING: Final = 1_000_000


def account(invocation: Invocation) -> Answer:
    """Do one of ``account platforms|add|list|test|remove``."""
    acts = {
        "platforms": _platforms,
        "list": _list_accounts,
        "add": _add_account,
        "test": _test_account,
        "remove": _remove_account,
    }
    return acts[invocation.words.act](invocation)


def sync(invocation: Invocation) -> Answer:
    """Sync the named accounts, or all, side by side; one that fails or is slow stops no other."""
    with invocation.opened() as (shop, _actor):
        ids = list(dict.fromkeys(account_of(shop, name).id for name in invocation.words.names))
        ids = ids or [one.id for one in shop.accounts.list_accounts()]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = pool.map(lambda one: shop.stock_sync.sync([one]), ids)
            reports = [report for group in found for report in group]
        has_failed = any(report.error is not None for report in reports)
        content = [_sync_content(report) for report in reports]
        messages = tuple(
            f"{report.account}: {sentence_of(report.error)}"
            for report in reports
            if report.error is not None
        )
        said = (*messages, *_imported_words(shop, reports))
        return Answer(content, UNANSWERED if has_failed else 0, said)


def _imported_words(shop: Shop, reports: Iterable[SyncReport]) -> Iterator[str]:
    """Say of a source without an interface that nothing is fetched, and how old its list is."""
    accounts = {one.id: one for one in shop.accounts.list_accounts() if one.is_by_hand}
    for report in reports:
        account = accounts.get(report.account_id)
        if account is not None:
            at = account.synced_at
            yield sentence(
                "errors",
                QT_TRANSLATE_NOOP("errors", "{account} 没有接口，不用同步。货单上次导入：{time}"),
                account=account.name,
                time="—" if at is None else at.isoformat(timespec="minutes"),
            )


def goods(invocation: Invocation) -> Answer:
    """List what an account sells, as last synced."""
    words = invocation.words
    with invocation.opened_to_read() as (shop, actor):
        shop.rights.require(actor, Action.VIEW_COSTS)
        found = shop.stock_sync.goods(
            account_of(shop, words.account).id, words.search, 0, _EVERYTHING
        )
        return Answer([_goods_content(one) for one in found])


def adopt(invocation: Invocation) -> Answer:
    """Make a product of goods, or a further source of one."""
    words = invocation.words
    if bool(words.product) == bool(words.price):
        raise UsageError(
            "usage", QT_TRANSLATE_NOOP("errors", "adopt 要么给 --price，要么给 --product")
        )
    with invocation.opened() as (shop, actor):
        account_id = account_of(shop, words.account).id
        found = shop.stock_sync.find_goods(account_id, words.goods, words.variant)
        if found is None:
            raise _goods_unknown(shop, account_id, words.goods)
        if words.product:
            product_id = product_id_of(shop, words.product)
            product = shop.stock_sync.add_source(actor, product_id, found.id).product
        else:
            price = read_money(words.price)
            product = shop.stock_sync.adopt(actor, found.id, words.code, price).product
        return Answer(
            {
                "code": product.code,
                "name": product.title,
                "kind": product.kind,
                "price": product.price,
            }
        )


def product_id_of(shop: Shop, code: str) -> int:
    """Return the id of a product by its code.

    Raises:
        BusinessRuleError: code ``product_unknown``.
    """
    product_id = shop.card_store.find_product_id(code)
    if product_id is None:
        raise BusinessRuleError(
            "product_unknown",
            QT_TRANSLATE_NOOP("errors", "没有编码是 {product} 的商品"),
            product=code,
        )
    return product_id


def read_money(text: str) -> Money:
    """Return an amount as typed.

    Raises:
        UsageError: code ``not_an_amount``.
    """
    try:
        return Money.from_yuan(text)
    except NotAnAmountError as error:
        raise UsageError(
            "not_an_amount", QT_TRANSLATE_NOOP("errors", "{text} 不是金额"), text=text[:40]
        ) from error


def _platforms(invocation: Invocation) -> Answer:
    from desktop.services.platform_sheets import platform_sheets

    del invocation
    return Answer([_platform_content(sheet) for sheet in platform_sheets()])


def _list_accounts(invocation: Invocation) -> Answer:
    with invocation.opened_to_read() as (shop, actor):
        shop.rights.require(actor, Action.VIEW_COSTS)
        return Answer([_account_content(one) for one in shop.accounts.list_accounts()])


def _add_account(invocation: Invocation) -> Answer:
    words = invocation.words
    if len(words.secret_field) != len(words.secret_file):
        raise UsageError(
            "usage", QT_TRANSLATE_NOOP("errors", "--secret-field 和 --secret-file 要成对")
        )
    fields = dict(_pair(text) for text in words.field)
    secrets = {
        key: read_secret_line(file)
        for key, file in zip(words.secret_field, words.secret_file, strict=True)
    }
    draft = AccountDraft(words.platform, words.name, fields, secrets, words.allow_http)
    with invocation.opened() as (shop, actor):
        account = shop.accounts.add(actor, draft).account
        return Answer(_account_content(account), messages=_warnings_about(account.platform))


def _warnings_about(platform: str) -> tuple[str, ...]:
    from desktop.services.platform_sheets import platform_sheets

    (sheet,) = (one for one in platform_sheets() if one.key == platform)
    return tuple(translate("purchasing", warning) for warning in sheet.warnings)


def _test_account(invocation: Invocation) -> Answer:
    with invocation.opened() as (shop, actor):
        result = shop.accounts.test(actor, account_of(shop, invocation.words.name).id)
        content: dict[str, Any] = {
            "ok": result.is_ok,
            "shop_name": result.shop_name,
            "balance": result.balance,
            "seconds": round(result.seconds, 3),
        }
        if result.error is None:
            return Answer(content)
        content["error"] = error_content(result.error)
        return Answer(content, result.error.exit_code, (sentence_of(result.error),))


def _remove_account(invocation: Invocation) -> Answer:
    with invocation.opened() as (shop, actor):
        found = account_of(shop, invocation.words.name)
        shop.accounts.remove(actor, found.id)
        return Answer({"removed": found.name})


def account_of(shop: Shop, name: str) -> AccountSnapshot:
    """Return an account by its name.

    Raises:
        BusinessRuleError: code ``account_unknown``.
    """
    found = shop.accounts.find_by_name(name)
    if found is None:
        raise BusinessRuleError(
            "account_unknown", QT_TRANSLATE_NOOP("errors", "没有叫 {name} 的账号"), name=name
        )
    return found


def _goods_unknown(shop: Shop, account_id: int, upstream_id: str) -> BusinessRuleError:
    listed = shop.stock_sync.goods(account_id, "", 0, _EVERYTHING)
    variants = [one.variant for one in listed if one.upstream_id == upstream_id]
    if any(variants):
        return BusinessRuleError(
            "variant_unknown",
            QT_TRANSLATE_NOOP("errors", "货 {goods} 分规格，要写 --variant：{variants}"),
            goods=upstream_id,
            variants=translate("formatting", "、").join(variants),
        )
    return BusinessRuleError(
        "goods_unknown",
        QT_TRANSLATE_NOOP("errors", "这个账号没有货 {goods}，先同步一次"),
        goods=upstream_id,
    )


def _pair(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator:
        raise UsageError(
            "usage", QT_TRANSLATE_NOOP("errors", "--field 要写成 名字=内容：{text}"), text=key
        )
    return key, value


def _platform_content(sheet: PlatformSheet) -> dict[str, Any]:
    return {
        "key": sheet.key,
        "name": translate("connectors", sheet.name),
        "fields": [
            {
                "key": one.key,
                "label": translate("connectors", one.label),
                "kind": one.kind,
                "required": one.is_required,
                "secret": one.is_secret,
                "default": one.default,
                "choices": one.choices,
            }
            for one in sheet.fields
        ],
        "capabilities": _capability_content(sheet.capabilities),
        "tried": sheet.tried,
    }


def _capability_content(sheet: CapabilitySheet) -> dict[str, Any]:
    return {
        "own_number": sheet.own_number,
        "query_by_own_number": sheet.query_by_own_number,
        "price_guard": sheet.price_guard,
        "delivery": sheet.delivery,
        "repeat": sheet.repeat,
        "echoes": sheet.echoes,
        "stock": sheet.stock,
        "single_goods": sheet.single_goods,
        "changes_only": sheet.changes_only,
        "refund": sheet.refund,
        "form": sheet.form,
        "order_query": sheet.order_query,
    }


def _account_content(one: AccountSnapshot) -> dict[str, Any]:
    return {
        "name": one.name,
        "platform": one.platform,
        "fields": dict(one.fields),
        "secrets": {key: f"…{tail}" for key, tail in one.secret_tails.items()},
        "balance": one.balance,
        "balance_at": one.balance_at,
        "reserve": one.reserve,
        "free_balance": one.free_balance,
        "synced_at": one.synced_at,
        "goods": one.goods_count,
        "practice": one.is_practice,
        "frozen": one.is_frozen,
        "trouble": one.trouble_code,
    }


def _sync_content(report: SyncReport) -> dict[str, Any]:
    return {
        "account": report.account,
        "goods": report.goods,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "balance": report.balance,
        "seconds": round(report.seconds, 3),
        "error": None if report.error is None else error_content(report.error),
    }


def _goods_content(one: GoodsState) -> dict[str, Any]:
    return {
        "upstream_id": one.upstream_id,
        "variant": one.variant or None,
        "name": one.name,
        "kind": one.kind,
        "cost": one.cost,
        "stock": one.stock,
        "min": one.minimum,
        "max": one.maximum,
        "status": one.status,
        "fields": [{"name": field.name, "label": field.label} for field in one.fields],
        "synced_at": one.synced_at,
    }


COMMANDS: Final[dict[str, Callable[[Invocation], Answer | int]]] = {
    "account": account,
    "sync": sync,
    "goods": goods,
    "adopt": adopt,
}
