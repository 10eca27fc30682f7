"""What stands in a platform's place now and then: its own fault, its firewall, somebody's network."""

from __future__ import annotations

from typing import Final

from tests.faults.subjects import CARD, CUSTOMER, KEY

PAGES: Final = {
    "nginx 502": "<html><head><title>502 Bad Gateway</title></head><center>nginx</center></html>",
    "cloudflare challenge": "<!DOCTYPE html><title>Just a moment...</title><script>_cf_chl</script>",
    "cloudflare code": "error code: 1020",
    "cloudflare 522": "<!DOCTYPE html><title>522: Connection timed out</title>",
    "captive portal": "<script>top.self.location.href='http://10.0.0.1/index.jsp'</script>",
    "hotel page": "<HTML><meta http-equiv='refresh' content='0;url=http://10.0.0.1/'></HTML>",
    "carrier page": "<html>余额不足，您的宽带已停机，请续费</html>",
    "login page": f"<form action=/login>{KEY}<input name=password></form>",
    "panel firewall": "<html>您的请求带有不合法参数，已被网站管理员设置拦截！</html>",
    "panel stopped": "<html>没有找到站点</html>",
    "php fault": f"<br /><b>Fatal error</b>: PDOException at order.php:7 ({CUSTOMER})<br />",
    "framework fault": f"<h1>系统发生错误</h1><pre>sign_key={KEY}</pre>",
    "laravel": '{"message":"Server Error"}',
    "laravel csrf": '{"message":"CSRF token mismatch.","exception":"x"}',
    "spring": '{"timestamp":"2026","status":500,"error":"Internal Server Error","path":"/x"}',
    "gateway": '{"error":{"code":504,"message":"upstream timeout"}}',
    "cloud gateway": '{"errorCode":"Throttling","errorMessage":"x","success":false}',
    "graphql": '{"errors":[{"message":"no"}],"data":null}',
    "xml": "<?xml version='1.0'?><root><code>0</code><msg>库存不足</msg></root>",
    "soap": "<soap:Envelope><soap:Fault><faultstring>no</faultstring></soap:Fault>",
    "entities": "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>",
    "yaml": "code: 0\nmsg: 库存不足\n",
    "form": "code=0&msg=%E5%BA%93%E5%AD%98%E4%B8%8D%E8%B6%B3",
    "python": "{'code': 0, 'msg': '库存不足'}",
    "sold out": "库存不足",
    "too little": "余额不足",
    "fail": "fail",
    "false": "false",
    "zero": "0",
    "minus one": "-1",
    "ok": "ok",
    "success": "success",
    "a card alone": CARD,
    "nothing but a mark": "\ufeff",
    "control characters": "\x00\x01\x02\x1b[31m",
    "javascript": 'while(1);{"code":0}',
    "event stream": 'data: {"code":0,"msg":"库存不足"}\n\n',
    "two lines of json": '{"code":0}\n{"msg":"库存不足"}',
    "long text": "余额不足" * 20_000,
    "an ocean of spaces": " " * 300_000,
}
